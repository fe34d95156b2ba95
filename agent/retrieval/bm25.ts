/** Term saturation and length normalisation; the usual values of Okapi BM25. */
const K1 = 1.2;
const B = 0.75;

/** One document as weighted term counts: a term of the title counts more often than one of the body. */
export type TermCounts = ReadonlyMap<string, number>;

export interface Bm25Index {
  /**
   * Per document, the share (0..1) of what the terms could score at most. Terms that no document has count as rare ones
   * that were missed, so a question about something else scores low even when a few of its words occur.
   */
  scores(terms: ReadonlySet<string>): Float64Array;
  /** Inverse document frequency of a term, at its highest for one that no document has. */
  idf(term: string): number;
}

/** Builds BM25 over `documents`; scores come back in the same order. */
export function createBm25Index(documents: readonly TermCounts[]): Bm25Index {
  const lengths = documents.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  const meanLength = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length));
  const postings = new Map<string, { document: number; weight: number }[]>();
  documents.forEach((counts, document) => {
    const norm = K1 * (1 - B + (B * (lengths[document] ?? 0)) / meanLength);
    for (const [term, count] of counts) {
      const posting = { document, weight: (count * (K1 + 1)) / (count + norm) };
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [posting]);
      else list.push(posting);
    }
  });

  const idf = (term: string) => {
    const frequency = postings.get(term)?.length ?? 0;
    return Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
  };

  return {
    idf,
    scores(terms) {
      const scores = new Float64Array(documents.length);
      let attainable = 0;
      for (const term of terms) {
        const weight = idf(term);
        attainable += weight * (K1 + 1);
        for (const posting of postings.get(term) ?? [])
          scores[posting.document] = (scores[posting.document] ?? 0) + weight * posting.weight;
      }
      return attainable === 0 ? scores : scores.map((score) => score / attainable);
    },
  };
}
