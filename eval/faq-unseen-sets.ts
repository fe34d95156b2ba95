import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../agent/contract';
import { answersOf, kindOf, type FaqQuestion, type FaqSet } from './faq-set';
import { readLines } from './read-cases';

/** The collections of a `--data` folder: `faq/NAME/articles.jsonl` with `questions.jsonl`; what cannot be read is named. */
export function unseenFaqSets(folder: string): { sets: FaqSet[]; problems: string[] } {
  const parent = path.join(folder, 'faq');
  const sets: FaqSet[] = [];
  const problems: string[] = [];
  if (!existsSync(parent)) return { sets, problems };
  for (const entry of readdirSync(parent, { withFileTypes: true }).filter((one) => one.isDirectory())) {
    const [articlesFile, questionsFile] = ['articles.jsonl', 'questions.jsonl'].map((file) =>
      path.join(parent, entry.name, file),
    );
    if (!existsSync(articlesFile ?? '') || !existsSync(questionsFile ?? '')) {
      problems.push(`faq/${entry.name}: needs articles.jsonl and questions.jsonl`);
      continue;
    }
    const articles = readArticles(articlesFile ?? '');
    const ids = new Set(articles.lines.map(({ id }) => id));
    const questions = readLines(questionsFile ?? '', ({ text, label }): FaqQuestion | null => {
      const answers = answersOf(label);
      const isKnown = answers?.every((id) => ids.has(id)) ?? false;
      return typeof text === 'string' && answers !== null && isKnown ? { text, answers, role: 'reported' } : null;
    });
    problems.push(...articles.problems, ...questions.problems);
    const folds = [{ articles: articles.lines, questions: questions.lines }];
    sets.push({ name: entry.name, kind: kindOf(articles.lines), folds });
  }
  return { sets, problems };
}

/** Articles as JSON Lines; `content`, `language` and `questions` may be missing. */
export function readArticles(file: string): { lines: Article[]; problems: string[] } {
  return readLines(file, ({ id, title, content = '', language = null, questions = [] }): Article | null => {
    if (!isId(id) || typeof title !== 'string' || typeof content !== 'string') return null;
    if (!Array.isArray(questions) || !questions.every((question) => typeof question === 'string')) return null;
    return { id: String(id), title, content, language: typeof language === 'string' ? language : null, questions };
  });
}

const isId = (id: unknown): id is string | number => typeof id === 'string' || typeof id === 'number';
