import { normaliseWord } from '../../domain/language/normalise';
import { stem } from './stem';
import stopWordLists from './stop-words.json';
import synonymGroups from './synonyms.json';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of `text`, normalised, in order. Single letters, such as the s of "what's", are left out. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [raw] of text.toLowerCase().matchAll(WORD)) {
    const word = normaliseWord(raw);
    if (word.length > 1 || /^\d$/.test(word)) words.push(word);
  }
  return words;
}

const stopWords = new Set(Object.values(stopWordLists).flatMap(wordsOf));

/** The words of `text` that say something about its topic, in any of the ten languages. */
export function topicWordsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !stopWords.has(word));
}

const synonyms = new Map<string, string>();
for (const group of synonymGroups) {
  const [first = '', ...others] = wordsOf(group).map(stem);
  for (const other of others) if (!synonyms.has(other)) synonyms.set(other, first);
}

const terms = new Map<string, string>();
const MOST_TERMS_KEPT = 50_000;

/** What a normalised word is indexed under: its stem, or the first of its synonyms. Remembered, since words recur. */
export function termOf(word: string): string {
  const known = terms.get(word);
  if (known !== undefined) return known;
  if (terms.size >= MOST_TERMS_KEPT) terms.clear();
  const stemmed = stem(word);
  const term = synonyms.get(stemmed) ?? stemmed;
  terms.set(word, term);
  return term;
}
