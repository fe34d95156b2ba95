import type { Line } from './read-data';

export interface Measured {
  precision: number;
  recall: number;
  /** Share of all lines that fired. */
  flagged: number;
  /** The lines that were judged wrongly, to read when a floor is missed. */
  wrong: string[];
}

/** Runs a detector over labelled lines; lines with the label null are left out. Nothing fired counts as precision 1. */
export function measure(lines: readonly Line[], fires: (line: Line) => boolean): Measured {
  const judged = lines
    .filter(({ label }) => label !== null)
    .map((line) => ({ line, fired: fires(line), wanted: line.label === 1 }));
  const fired = judged.filter((one) => one.fired).length;
  const wanted = judged.filter((one) => one.wanted).length;
  const right = judged.filter((one) => one.fired && one.wanted).length;
  return {
    precision: fired === 0 ? 1 : right / fired,
    recall: wanted === 0 ? 1 : right / wanted,
    flagged: fired / judged.length,
    wrong: judged
      .filter((one) => one.fired !== one.wanted)
      .map(({ line, fired }) => `${fired ? '+' : '-'} ${line.text}`),
  };
}
