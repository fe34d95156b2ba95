import type { Figure } from './section';

const Z_95 = 1.96;

/** A share with its Wilson 95 % interval, which stays honest for few cases and for shares near 0 and 1. */
export function shareOf(part: number, whole: number): Figure {
  if (whole === 0) return { value: null, unit: 'share' };
  const share = part / whole;
  const spread = 1 + Z_95 ** 2 / whole;
  const middle = (share + Z_95 ** 2 / (2 * whole)) / spread;
  const reach = (Z_95 / spread) * Math.sqrt((share * (1 - share)) / whole + Z_95 ** 2 / (4 * whole ** 2));
  return { value: share, unit: 'share', low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
