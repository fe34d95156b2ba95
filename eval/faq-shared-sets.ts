import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../agent/contract';
import { answersOf, type FaqFold, type FaqQuestion, type FaqSet } from './faq-set';
import { readLines } from './read-cases';
import { partOf } from './split';

const SHOPS = ['curekart', 'powerplay11', 'sofmattress'];
const FOLDS = [0, 1, 2, 3, 4];

interface Labelled {
  text: string;
  /** The intent: it stands for an article whose known questions are its sentences. Null when out of scope. */
  intent: string | null;
}

/**
 * Published questions by intent, an intent standing for an article. The shops' are asked by cross-validation in five parts;
 * in each, every fifth intent is left out of the index, so that its sentences are questions nobody can answer.
 */
export function sharedFaqSets(shared: string): FaqSet[] {
  const read = (file: string) => labelledOf(path.join(shared, file));
  const shops = SHOPS.map((shop): FaqSet => {
    const sentences = read(`hint3-${shop}-train-odbl.jsonl`);
    return { name: `shop ${shop}`, kind: 'shop', folds: FOLDS.map((fold) => foldOf(sentences, fold)) };
  });
  const known = read('clinc150-train-ccby3.jsonl');
  const asked = [...read('clinc150-val-ccby3.jsonl'), ...known.filter(({ intent }) => intent === null)];
  const questions = asked.map(toQuestion).filter(({ role }) => role === 'reported');
  const service: FaqSet = {
    name: 'service clinc150',
    kind: 'service',
    folds: [{ articles: articlesOf(known), questions }],
  };
  return [...shops, service].filter(({ folds }) => folds.some((fold) => fold.questions.length > 0));
}

function foldOf(sentences: readonly Labelled[], fold: number): FaqFold {
  const isUnknown = ({ intent }: Labelled) => intent !== null && numberOf(`${fold} ${intent}`) % FOLDS.length === 0;
  const isAsked = ({ text }: Labelled) => numberOf(text) % FOLDS.length === fold;
  const asked = sentences.filter((sentence) => isAsked(sentence) && !isUnknown(sentence)).map(toQuestion);
  const unanswerable = sentences.filter(isUnknown).map(({ text }) => toQuestion({ text, intent: null }));
  return {
    articles: articlesOf(sentences.filter((sentence) => !isUnknown(sentence) && !isAsked(sentence))),
    questions: [...asked, ...unanswerable],
  };
}

function articlesOf(sentences: readonly Labelled[]): Article[] {
  const byIntent = new Map<string, string[]>();
  for (const { text, intent } of sentences)
    if (intent !== null) byIntent.set(intent, [...(byIntent.get(intent) ?? []), text]);
  return [...byIntent].map(([id, questions]) => ({
    id,
    title: id.toLowerCase().replaceAll('_', ' '),
    content: '',
    language: null,
    questions,
  }));
}

function toQuestion({ text, intent }: Labelled): FaqQuestion {
  return { text, answers: intent === null ? [] : [intent], role: partOf(text) };
}

function labelledOf(file: string): Labelled[] {
  if (!existsSync(file)) return [];
  return readLines(file, ({ text, label }): Labelled | null => {
    const answers = answersOf(label);
    return typeof text === 'string' && answers !== null ? { text, intent: answers[0] ?? null } : null;
  }).lines;
}

/** A number that is always the same for a text (FNV-1a, mixed), so that folds do not move. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 12)) >>> 0;
}
