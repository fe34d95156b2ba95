import { gramCounts } from './character-grams';
import { wordsOf } from './terms';

/** How far one text repeats another: cosine (0..1) of their character 3/4-grams, every word counted. */
export function similarity(left: string, right: string): number {
  const [a, b] = [gramCounts(wordsOf(left)), gramCounts(wordsOf(right))];
  let product = 0;
  for (const [gram, count] of a) product += count * (b.get(gram) ?? 0);
  return product === 0 ? 0 : product / (lengthOf(a) * lengthOf(b));
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  return Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
}
