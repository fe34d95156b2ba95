import type { Figure } from './section';
import { shareOf } from './wilson';

/** What a yes-or-no judgement did to labelled cases; both errors are always shown side by side. */
export interface Confusion {
  /** Must be handed off, and is. */
  found: number;
  /** Must be handed off, and is not: a dead end. */
  missed: number;
  /** Is handed off and should not be: a wasted person. */
  falsely: number;
  left: number;
}

/** Counts over cases labelled 0 or 1; others must have been taken out. */
export function confusionOf<T extends { label: 0 | 1 | null }>(
  cases: readonly T[],
  fires: (one: T) => boolean,
): Confusion {
  const counted: Confusion = { found: 0, missed: 0, falsely: 0, left: 0 };
  for (const one of cases) {
    const fired = fires(one);
    if (one.label === 1) counted[fired ? 'found' : 'missed'] += 1;
    else counted[fired ? 'falsely' : 'left'] += 1;
  }
  return counted;
}

/** Precision, recall, F1 and the two errors, as columns of a table. Precision is unknown when nothing fired. */
export function confusionFigures({ found, missed, falsely, left }: Confusion): Record<string, Figure> {
  const precision = shareOf(found, found + falsely);
  const recall = shareOf(found, found + missed);
  const f1 = 2 * found + missed + falsely === 0 ? null : (2 * found) / (2 * found + missed + falsely);
  return {
    P: precision,
    R: recall,
    F1: { value: f1, unit: 'share' },
    missed: { value: missed, unit: 'count' },
    false: { value: falsely, unit: 'count' },
    flagged: shareOf(falsely, falsely + left),
  };
}
