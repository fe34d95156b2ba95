import { wordsOf } from './retrieval/terms';

/** Phrases by language; a language only groups them for the reader, all are looked for in any text. */
export type PhraseLists = Readonly<Record<string, readonly string[]>>;

/**
 * Builds a search for whole-word phrases that ignores case, accents and punctuation; it returns the phrase it finds, as
 * compared, or null. Phrases are longer than a word or two so that one language's cannot mean another's.
 */
export function createPhraseMatcher(lists: PhraseLists): (text: string) => string | null {
  const phrases = Object.values(lists).flat().map(comparable);
  return (text) => {
    const words = comparable(text);
    return phrases.find((phrase) => words.includes(phrase)) ?? null;
  };
}

/** `text` as the matcher compares it. */
export function comparable(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}
