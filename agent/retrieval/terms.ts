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

/** What a synonym of several words ("cash_machine") is read as, by its first word. */
const compounds = new Map<string, { rest: string[]; word: string }[]>();
const synonyms = new Map<string, string>();
for (const group of synonymGroups) {
  const members = group.split(' ').map((member) => wordsOf(member.replaceAll('_', ' ')));
  const word = members[0]?.join('') ?? '';
  const term = synonyms.get(stem(word)) ?? stem(word);
  for (const [head = '', ...rest] of members)
    if (rest.length > 0) compounds.set(head, [...(compounds.get(head) ?? []), { rest, word }]);
    else if (stem(head) !== term && !synonyms.has(stem(head))) synonyms.set(stem(head), term);
}

/** The words of `text` that say something about its topic, in any of the ten languages. */
export function topicWordsOf(text: string): string[] {
  return joinCompounds(wordsOf(text)).filter((word) => !stopWords.has(word));
}

/** "cash machine" becomes "atm": a synonym of several words, small words among them, is one word with a topic. */
function joinCompounds(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const compound = compounds
      .get(word)
      ?.find(({ rest }) => rest.every((next, ahead) => words[at + 1 + ahead] === next));
    joined.push(compound?.word ?? word);
    at += compound?.rest.length ?? 0;
  }
  return joined;
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
