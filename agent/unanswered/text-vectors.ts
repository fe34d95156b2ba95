import { gramCounts } from '../retrieval/character-grams';
import type { Vector } from '../retrieval/postings';
import { phraseOf } from '../retrieval/segment';
import { termOf, topicWordsOf, wordsOf } from '../retrieval/terms';
import type { Work } from '../retrieval/work';

/** What the words with a topic, as stems and synonyms, count of a text; its character grams, small words among them, the rest. */
const TERMS_SHARE = 0.6;

/**
 * What a word that all texts have weighs, and a rare one: not much more, or what most customers ask for would count for nothing
 * and their side remarks for everything.
 */
const [LEAST_WEIGHT, MOST_WEIGHT] = [1.5, 4];

/** Texts as vectors of length 1, and how many texts have each of their keys. */
export interface TextVectors {
  vectors: Vector[];
  frequencies: number[];
}

/**
 * Reads texts, one at a step. Two vectors' product (0..1) says how alike their texts are: rare words weigh more than those
 * that every question has, and misspelt ones are still half alike.
 */
export function* readTexts(texts: readonly string[]): Work<TextVectors> {
  const ids = new Map<string, number>();
  const frequencies: number[] = [];
  const read: { terms: Vector; grams: Vector }[] = [];
  const count = (counts: ReadonlyMap<string, number>, prefix: string): Vector => {
    const keys = Uint32Array.from(counts.keys(), (name) => {
      const key = ids.get(prefix + name) ?? ids.size;
      if (key === ids.size) ids.set(prefix + name, key);
      frequencies[key] = (frequencies[key] ?? 0) + 1;
      return key;
    });
    return { keys, weights: Float32Array.from(counts.values(), (times) => 1 + Math.log(times)) };
  };
  for (const text of texts) {
    const topicWords = topicWordsOf(text);
    const words = topicWords.length === 0 ? wordsOf(text) : topicWords;
    const terms = new Map([...new Set(words.map(termOf))].map((term) => [term, 1]));
    read.push({ terms: count(terms, 'term '), grams: count(gramCounts(phraseOf(topicWords, text)), 'gram ') });
    yield;
  }
  const weigh = ({ keys, weights }: Vector, share: number) => {
    let squares = 0;
    for (let at = 0; at < keys.length; at += 1) {
      const idf = Math.log((1 + texts.length) / (1 + (frequencies[keys[at] ?? 0] ?? 0)));
      weights[at] = (weights[at] ?? 0) * Math.min(MOST_WEIGHT, LEAST_WEIGHT + idf);
      squares += (weights[at] ?? 0) ** 2;
    }
    const length = Math.sqrt(squares / share) || 1;
    for (let at = 0; at < keys.length; at += 1) weights[at] = (weights[at] ?? 0) / length;
  };
  const vectors: Vector[] = [];
  for (const { terms, grams } of read) {
    weigh(terms, TERMS_SHARE);
    weigh(grams, 1 - TERMS_SHARE);
    vectors.push({
      keys: Uint32Array.from([...terms.keys, ...grams.keys]),
      weights: Float32Array.from([...terms.weights, ...grams.weights]),
    });
    yield;
  }
  return { vectors, frequencies };
}
