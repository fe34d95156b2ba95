/**
 * The 3- and 4-grams of one word with its boundaries. They catch what stems miss: typing errors, compounds, and endings of
 * languages that have no stemmer here.
 */
export function gramsOf(word: string): string[] {
  const bounded = Array.from(` ${word} `);
  const grams: string[] = [];
  for (const size of [3, 4])
    for (let at = 0; at + size <= bounded.length; at++) grams.push(bounded.slice(at, at + size).join(''));
  return grams;
}

export interface GramIndex {
  /** Cosine (0..1) of `words` with every text, in the order the texts were given. */
  cosines(words: readonly string[]): Float64Array;
  /** By group, how long the sum of its texts' unit vectors is: the sum of their cosines by this is their centroid's cosine. */
  sumLengths: Float64Array;
}

/**
 * Builds tf-idf vectors of character 3/4-grams over `texts`, each given as its words. `groups` tells the group of each, from
 * 0 and rising: texts of one group stand together.
 */
export function createGramIndex(texts: readonly (readonly string[])[], groups: readonly number[]): GramIndex {
  const gramIds = new Map<string, number>();
  const vectors = countGrams(texts, gramIds);
  const frequencies = new Uint32Array(gramIds.size);
  for (const { ids } of vectors) for (const id of ids) frequencies[id] = (frequencies[id] ?? 0) + 1;
  const unseenIdf = Math.log(1 + texts.length) + 1;
  const idfs = new Float64Array(frequencies).map((frequency) => Math.log((1 + texts.length) / (1 + frequency)) + 1);

  // Postings by gram in three flat arrays: a query touches only the grams it has.
  const starts = new Uint32Array(gramIds.size + 1);
  frequencies.forEach((frequency, id) => (starts[id + 1] = (starts[id] ?? 0) + frequency));
  const fill = starts.slice();
  const owners = new Uint32Array(starts.at(-1) ?? 0);
  const weights = new Float32Array(owners.length);
  const sumLengths = new Float64Array((groups.at(-1) ?? -1) + 1);
  const sum = new Float64Array(gramIds.size);
  let touched: number[] = [];
  vectors.forEach(({ ids, counts }, text) => {
    const length = lengthOf(ids, counts, idfs);
    ids.forEach((id, at) => {
      const slot = fill[id] ?? 0;
      const weight = (weightOf(counts[at] ?? 0) * (idfs[id] ?? 0)) / length;
      fill[id] = slot + 1;
      owners[slot] = text;
      weights[slot] = weight;
      if (sum[id] === 0) touched.push(id);
      sum[id] = (sum[id] ?? 0) + weight;
    });
    const group = groups[text] ?? 0;
    if (group === groups[text + 1]) return;
    sumLengths[group] = Math.sqrt(touched.reduce((squares, id) => squares + (sum[id] ?? 0) ** 2, 0));
    for (const id of touched) sum[id] = 0;
    touched = [];
  });

  return {
    sumLengths,
    cosines(words) {
      const cosines = new Float64Array(texts.length);
      let squares = 0;
      for (const [gram, count] of gramCounts(words)) {
        const id = gramIds.get(gram);
        const weight = weightOf(count) * (id === undefined ? unseenIdf : (idfs[id] ?? 0));
        squares += weight * weight;
        if (id === undefined) continue;
        for (let slot = starts[id] ?? 0; slot < (starts[id + 1] ?? 0); slot++) {
          const owner = owners[slot] ?? 0;
          cosines[owner] = (cosines[owner] ?? 0) + weight * (weights[slot] ?? 0);
        }
      }
      return squares === 0 ? cosines : cosines.map((cosine) => cosine / Math.sqrt(squares));
    },
  };
}

/** How often each gram occurs in `words`. */
export function gramCounts(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) for (const gram of gramsOf(word)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

/** Numbers every gram into `gramIds` and counts each text's; a word is cut into grams once, however often it occurs. */
function countGrams(texts: readonly (readonly string[])[], gramIds: Map<string, number>) {
  const gramsByWord = new Map<string, number[]>();
  const idsOf = (word: string) => {
    const known = gramsByWord.get(word);
    if (known !== undefined) return known;
    const ids = gramsOf(word).map((gram) => {
      const id = gramIds.get(gram) ?? gramIds.size;
      gramIds.set(gram, id);
      return id;
    });
    gramsByWord.set(word, ids);
    return ids;
  };
  const cut = texts.map((words) => words.map(idsOf));
  const tally = new Uint32Array(gramIds.size);
  return cut.map((words) => {
    const ids: number[] = [];
    for (const word of words)
      for (const id of word) {
        const times = tally[id] ?? 0;
        if (times === 0) ids.push(id);
        tally[id] = times + 1;
      }
    const counts = ids.map((id) => tally[id] ?? 0);
    for (const id of ids) tally[id] = 0;
    return { ids, counts };
  });
}

function lengthOf(ids: readonly number[], counts: readonly number[], idfs: Float64Array): number {
  const squares = ids.reduce((sum, id, at) => sum + (weightOf(counts[at] ?? 0) * (idfs[id] ?? 0)) ** 2, 0);
  return Math.sqrt(squares) || 1;
}

/** Repeating a gram says little more than having it once. */
function weightOf(count: number): number {
  return count === 1 ? 1 : 1 + Math.log(count);
}
