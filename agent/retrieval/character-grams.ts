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

/** How often each gram occurs in `words`. */
export function gramCounts(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) for (const gram of gramsOf(word)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}
