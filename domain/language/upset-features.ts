import type { Token } from './tokenise';

/** Numbers that features are hashed to, from 0; the weights have one for each. */
export const FEATURE_SPACE = 1 << 15;

/** Words of a message that are looked at: a longer one is judged by its beginning, which bounds the time. */
const MOST_WORDS = 120;

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/**
 * What the scorer of `upset-scorer.ts` sees of a message: its words, its pairs of neighbours, and the character 3- to 5-grams
 * of each word, which catch endings and typing errors in any script. Numbers below `FEATURE_SPACE`, each once.
 */
export function upsetFeatures(tokens: readonly Token[]): Set<number> {
  const words = tokens.slice(0, MOST_WORDS).map(({ forms }) => forms[0] ?? '');
  const found = new Set<number>();
  let before = '<';
  for (const word of words) {
    found.add(hashOf(`w${word}`));
    found.add(hashOf(`${before} ${word}`));
    const bounded = ` ${word} `;
    for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1)
      for (let at = 0; at + size <= bounded.length; at += 1) found.add(hashOf(bounded, at, at + size));
    before = word;
  }
  if (words.length > 0) found.add(hashOf(`${before} >`));
  return found;
}

/** FNV-1a over the text's units from `start` to `end`. */
function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5 ^ (end - start);
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (FEATURE_SPACE - 1);
}
