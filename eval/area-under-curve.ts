/** Chance that a case labelled 1 scores higher than one labelled 0, ties counting half; null without both kinds. */
export function areaUnderCurve(scored: readonly { label: 0 | 1 | null; score: number }[]): number | null {
  const sorted = scored.filter(({ label }) => label !== null).sort((a, b) => a.score - b.score);
  const wanted = sorted.filter(({ label }) => label === 1).length;
  const others = sorted.length - wanted;
  if (wanted === 0 || others === 0) return null;
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (sorted[to + 1]?.score === sorted[from]?.score) to += 1;
    const meanRank = (from + to) / 2 + 1;
    for (let i = from; i <= to; i += 1) if (sorted[i]?.label === 1) ranks += meanRank;
    from = to + 1;
  }
  return (ranks - (wanted * (wanted + 1)) / 2) / (wanted * others);
}
