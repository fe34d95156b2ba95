import type { Work } from './work';

/** A text as the numbers of what it has (words, grams) and how much each weighs in it. */
export interface Vector {
  keys: Uint32Array;
  weights: Float32Array;
}

/** Which texts have a key, and how much it weighs there: a query touches only the keys that it has. */
export interface Postings {
  /** Adds `factor` times the key's weight to the sum of every text that has it. */
  add(key: number, factor: number, sums: Float64Array): void;
}

/** Turns vectors around; `frequencies` says how many of them have each key. Three flat arrays, since there are millions. */
export function* buildPostings(vectors: readonly Vector[], frequencies: readonly number[]): Work<Postings> {
  const starts = new Uint32Array(frequencies.length + 1);
  for (let key = 0; key < frequencies.length; key += 1) starts[key + 1] = (starts[key] ?? 0) + (frequencies[key] ?? 0);
  const fill = starts.slice();
  yield;
  const texts = new Uint32Array(starts[frequencies.length] ?? 0);
  const weights = new Float32Array(texts.length);
  const place = (vector: Vector, text: number): void => {
    for (let at = 0; at < vector.keys.length; at += 1) {
      const key = vector.keys[at] ?? 0;
      const slot = fill[key] ?? 0;
      fill[key] = slot + 1;
      texts[slot] = text;
      weights[slot] = vector.weights[at] ?? 0;
    }
  };
  for (const [text, vector] of vectors.entries()) {
    place(vector, text);
    yield;
  }
  return {
    add(key, factor, sums) {
      const end = starts[key + 1] ?? 0;
      for (let slot = starts[key] ?? 0; slot < end; slot += 1) {
        const text = texts[slot] ?? 0;
        sums[text] = (sums[text] ?? 0) + factor * (weights[slot] ?? 0);
      }
    },
  };
}
