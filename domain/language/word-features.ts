import type { Token } from './tokenise';

/** Numbers that these features are hashed to, from 0; a scorer has a weight for each. */
export const WORD_FEATURES = 1 << 17;

/** Words of a message that are looked at: a longer one is judged by its beginning, which bounds the time. */
const MOST_WORDS = 120;

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/**
 * What the trained scorers see of a message's words: themselves, pairs of neighbours, and the character 3- to 5-grams of each
 * word, which catch endings and typing errors in any script. Numbers below `WORD_FEATURES`, each once.
 */
export function wordFeatures(tokens: readonly Token[]): Set<number> {
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
  return (hash ^ (hash >>> 15)) & (WORD_FEATURES - 1);
}
