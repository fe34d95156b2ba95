import { wordsOf } from '../retrieval/terms';
import type { Work } from '../retrieval/work';

export interface KeptQuestion {
  id: string;
  text: string;
  /** ISO 639-1, or null when nobody can tell. */
  language: string | null;
}

/** Questions of the same words. */
export interface DistinctText {
  /** The words, by which texts are told apart and put in order. */
  words: string;
  /** As most of them wrote it. */
  text: string;
  /** Of most of them, among those whose language is known. */
  language: string | null;
  questionIds: string[];
}

/** Longest text that is compared, in characters: what a question is about stands at its beginning. */
const LONGEST_TEXT = 500;

/** Puts questions of the same words together, whatever their order, case and marks; in the order of their words. One at a step. */
export function* distinctTexts(questions: readonly KeptQuestion[]): Work<DistinctText[]> {
  const byWords = new Map<string, KeptQuestion[]>();
  for (const question of questions) {
    const text = question.text.slice(0, LONGEST_TEXT);
    const words = wordsOf(text).join(' ') || text.trim();
    const same = byWords.get(words);
    if (same === undefined) byWords.set(words, [question]);
    else same.push(question);
    yield;
  }
  return [...byWords]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([words, same]) => ({
      words,
      text: mostFrequent(same.map(({ text }) => text)) ?? '',
      language: mostFrequent(same.flatMap(({ language }) => language ?? [])),
      questionIds: same.map(({ id }) => id).sort(),
    }));
}

/** The first in the alphabet among equals; null of nothing. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) {
    const bestCount = best === null ? 0 : (counts.get(best) ?? 0);
    if (count > bestCount || (count === bestCount && best !== null && value < best)) best = value;
  }
  return best;
}
