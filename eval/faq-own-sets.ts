import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../agent/contract';
import demoArticles from '../agent/demo-articles.json';
import { answersOf, type FaqQuestion, type FaqSet } from './faq-set';
import { readLines } from './read-cases';
import type { Sources } from './section';
import { partOf } from './split';

const BANK = 'tau2-bank-kb-698-mit.json';

/** Questions written for this repository, as customers ask: of the demo shop's articles, and of a bank's 698. */
export function ownFaqSets({ own, shared }: Sources): FaqSet[] {
  const read = (file: string) => questionsOf(path.join(own, file));
  const unrelated = read('questions-unrelated.jsonl');
  const sets: FaqSet[] = [
    {
      name: 'demo shop, own questions',
      kind: 'articles',
      folds: [{ articles: demoArticles, questions: [...read('questions-demo.jsonl'), ...unrelated] }],
    },
  ];
  const bank = path.join(shared ?? own, BANK);
  if (existsSync(bank))
    sets.push({
      name: '698 articles, own questions',
      kind: 'articles',
      folds: [{ articles: readArticles(bank), questions: [...read('questions-bank.jsonl'), ...unrelated] }],
    });
  return sets;
}

function questionsOf(file: string): FaqQuestion[] {
  return readLines(file, ({ text, label }): FaqQuestion | null => {
    const answers = answersOf(label);
    return typeof text === 'string' && answers !== null ? { text, answers, role: partOf(text) } : null;
  }).lines;
}

function readArticles(file: string): Article[] {
  const articles = JSON.parse(readFileSync(file, 'utf8')) as Pick<Article, 'id' | 'title' | 'content'>[];
  return articles.map((article) => ({ ...article, language: 'en' }));
}
