import { buildPostings, type Vector } from './postings';
import type { Work } from './work';

/** Term saturation and length normalisation; the usual values of Okapi BM25. */
const K1 = 1.2;
const B = 0.75;

/** One document as weighted term counts: a term of the title counts more often than one of the body. */
export type TermCounts = ReadonlyMap<string, number>;

/** What weighing a document takes besides itself. */
interface Bm25Statistics {
  /** Inverse document frequency of a term, at its highest for one that no document has. */
  idf: (term: string) => number;
  meanLength: number;
}

export interface Bm25Index extends Bm25Statistics {
  /**
   * Per document, the share (0..1) of what the terms could score at most. Terms that no document has count as rare ones
   * that were missed, so a question about something else scores low even when a few of its words occur.
   */
  scores(terms: ReadonlySet<string>): Float64Array;
}

/** Takes documents one by one, in the order in which their scores come back, and then becomes the index of them. */
export interface Bm25Builder {
  add(counts: TermCounts): void;
  /** By the given statistics, or by the documents' own. */
  finish(given: Bm25Statistics | null): Work<Bm25Index>;
}

export function createBm25Builder(): Bm25Builder {
  const ids = new Map<string, number>();
  const frequencies: number[] = [];
  const vectors: Vector[] = [];
  const lengths: number[] = [];

  const idOf = (term: string): number => {
    const id = ids.get(term) ?? ids.size;
    if (id === ids.size) {
      ids.set(term, id);
      frequencies.push(0);
    }
    frequencies[id] = (frequencies[id] ?? 0) + 1;
    return id;
  };

  function ownStatistics(): Bm25Statistics {
    const meanLength = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length));
    const idf = (term: string) => {
      const id = ids.get(term);
      const frequency = id === undefined ? 0 : (frequencies[id] ?? 0);
      return Math.log(1 + (lengths.length - frequency + 0.5) / (frequency + 0.5));
    };
    return { idf, meanLength };
  }

  return {
    add(counts) {
      vectors.push({ keys: Uint32Array.from(counts.keys(), idOf), weights: Float32Array.from(counts.values()) });
      lengths.push([...counts.values()].reduce((sum, count) => sum + count, 0));
    },
    *finish(given) {
      const { idf, meanLength } = given ?? ownStatistics();
      for (const [document, { weights }] of vectors.entries()) {
        const norm = K1 * (1 - B + (B * (lengths[document] ?? 0)) / meanLength);
        weights.forEach((count, at) => (weights[at] = (count * (K1 + 1)) / (count + norm)));
        yield;
      }
      const postings = yield* buildPostings(vectors, frequencies);
      const documents = vectors.length;
      vectors.length = 0;
      return {
        idf,
        meanLength,
        scores(terms) {
          const scores = new Float64Array(documents);
          let attainable = 0;
          for (const term of terms) {
            const weight = idf(term);
            attainable += weight * (K1 + 1);
            const id = ids.get(term);
            if (id !== undefined) postings.add(id, weight, scores);
          }
          return attainable === 0 ? scores : scores.map((score) => score / attainable);
        },
      };
    },
  };
}
