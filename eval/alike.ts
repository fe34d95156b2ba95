import { normaliseWord } from '../domain/language/normalise';

/** How much two messages share: twice the common character 4-grams over all of theirs (Dice), 0 to 1. */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const gram of small) if (large.has(gram)) common += 1;
  return a.size + b.size === 0 ? 1 : (2 * common) / (a.size + b.size);
}

/** The most alike pair of `texts`, and how many pairs are above `limit`. */
export function mostAlike(
  texts: readonly string[],
  limit: number,
): { share: number; pair: [string, string]; above: number } {
  const grams = texts.map(fourGrams);
  let most: { share: number; pair: [string, string] } = { share: 0, pair: ['', ''] };
  let above = 0;
  grams.forEach((gram, i) => {
    for (let j = 0; j < i; j += 1) {
      const share = alike(gram, grams[j] ?? new Set());
      if (share > limit) above += 1;
      if (share > most.share) most = { share, pair: [texts[j] ?? '', texts[i] ?? ''] };
    }
  });
  return { ...most, above };
}

function fourGrams(text: string): Set<string> {
  const spelling = ` ${text.split(/\s+/u).map(normaliseWord).join(' ')} `;
  return new Set(Array.from({ length: Math.max(1, spelling.length - 3) }, (_, at) => spelling.slice(at, at + 4)));
}
