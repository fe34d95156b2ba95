import { gramsOf } from './character-grams';
import { buildPostings, type Vector } from './postings';
import type { Work } from './work';

export interface GramIndex {
  /** Cosine (0..1) of a text, given as how often each gram occurs, with every text, in the order they were added. */
  cosines(query: ReadonlyMap<string, number>): Float64Array;
  /** By group, how long the sum of its texts' unit vectors is: the sum of their cosines by this is their centroid's cosine. */
  sumLengths: readonly number[];
  /** Inverse frequency of a gram, at its highest for one that no text has. */
  idf: (gram: string) => number;
}

/** Takes texts one by one, each as its words, those of one group together, and then becomes the index of them. */
export interface GramBuilder {
  add(words: readonly string[], group: number): void;
  /** Weighs grams by the given inverse frequencies, or by the texts' own. */
  finish(given: Pick<GramIndex, 'idf'> | null): Work<GramIndex>;
}

/** Builds tf-idf vectors of character 3/4-grams. */
export function createGramBuilder(): GramBuilder {
  const ids = new Map<string, number>();
  const frequencies: number[] = [];
  const vectors: Vector[] = [];
  const groups: number[] = [];
  const gramsByWord = new Map<string, number[]>();
  /** How often each gram occurs in the text that is being added; all 0 between two. */
  const tally: number[] = [];

  /** A word is cut into grams once, however often it occurs. */
  const idsOf = (word: string): number[] => {
    const known = gramsByWord.get(word);
    if (known !== undefined) return known;
    const cut = gramsOf(word).map((gram) => {
      const id = ids.get(gram) ?? ids.size;
      if (id === ids.size) {
        ids.set(gram, id);
        frequencies.push(0);
        tally.push(0);
      }
      return id;
    });
    gramsByWord.set(word, cut);
    return cut;
  };

  function ownIdf(texts: number): GramIndex['idf'] {
    const idfs = Float64Array.from(frequencies, (frequency) => Math.log((1 + texts) / (1 + frequency)) + 1);
    const unseen = Math.log(1 + texts) + 1;
    return (gram) => idfs[ids.get(gram) ?? -1] ?? unseen;
  }

  return {
    add(words, group) {
      const present: number[] = [];
      for (const word of words)
        for (const id of idsOf(word)) {
          const times = tally[id] ?? 0;
          if (times === 0) present.push(id);
          tally[id] = times + 1;
        }
      const weights = new Float32Array(present.length);
      for (let at = 0; at < present.length; at += 1) {
        const id = present[at] ?? 0;
        weights[at] = weightOf(tally[id] ?? 0);
        tally[id] = 0;
        frequencies[id] = (frequencies[id] ?? 0) + 1;
      }
      vectors.push({ keys: Uint32Array.from(present), weights });
      groups.push(group);
    },
    *finish(given) {
      gramsByWord.clear();
      const texts = vectors.length;
      const idf = given?.idf ?? ownIdf(texts);
      yield;
      const idfs = new Float64Array(ids.size);
      for (const [gram, id] of ids) idfs[id] = idf(gram);
      yield;
      for (const vector of vectors) {
        toUnitLength(vector, idfs);
        yield;
      }
      const sumLengths = yield* lengthsOfSums(vectors, groups, ids.size);
      const postings = yield* buildPostings(vectors, frequencies);
      vectors.length = 0;
      return {
        sumLengths,
        idf,
        cosines(query) {
          const cosines = new Float64Array(texts);
          let squares = 0;
          for (const [gram, count] of query) {
            const weight = weightOf(count) * idf(gram);
            squares += weight * weight;
            const id = ids.get(gram);
            if (id !== undefined) postings.add(id, weight, cosines);
          }
          return squares === 0 ? cosines : cosines.map((cosine) => cosine / Math.sqrt(squares));
        },
      };
    },
  };
}

function toUnitLength({ keys, weights }: Vector, idfs: Float64Array): void {
  let squares = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const weight = (weights[at] ?? 0) * (idfs[keys[at] ?? 0] ?? 0);
    weights[at] = weight;
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < keys.length; at += 1) weights[at] = (weights[at] ?? 0) / length;
}

function* lengthsOfSums(vectors: readonly Vector[], groups: readonly number[], keys: number): Work<number[]> {
  const lengths: number[] = [];
  const sum = new Float64Array(keys);
  let group: Vector[] = [];
  for (let text = 0; text < vectors.length; text += 1) {
    const vector = vectors[text];
    if (vector !== undefined) group.push(vector);
    if (groups[text] === groups[text + 1]) continue;
    lengths[groups[text] ?? 0] = lengthOfSum(group, sum);
    group = [];
    yield;
  }
  return lengths;
}

/** `sum` is all 0 before and after. */
function lengthOfSum(vectors: readonly Vector[], sum: Float64Array): number {
  for (const { keys, weights } of vectors)
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      sum[key] = (sum[key] ?? 0) + (weights[at] ?? 0);
    }
  let squares = 0;
  for (const { keys } of vectors)
    for (const key of keys) {
      squares += (sum[key] ?? 0) ** 2;
      sum[key] = 0;
    }
  return Math.sqrt(squares);
}

/** Repeating a gram says little more than having it once. */
function weightOf(count: number): number {
  return count === 1 ? 1 : 1 + Math.log(count);
}
