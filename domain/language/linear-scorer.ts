/** What `npm run eval -- --train` writes: each weight is a whole number from -127 to 127 in `weights` (base64), times `step`. */
export interface Trained {
  made: string;
  bias: number;
  step: number;
  weights: string;
}

/**
 * A trained logistic regression: takes the numbers of a message's features and returns the log-odds, above 0 when it rather
 * says yes. The features count as if scaled to unit length, so that a long message is no louder than a short one.
 */
export function createScorer({ bias, step, weights }: Trained): (features: ReadonlySet<number>) => number {
  const numbers = new Int8Array(Buffer.from(weights, 'base64'));
  return (features) => {
    let sum = 0;
    for (const feature of features) sum += numbers[feature] ?? 0;
    return bias + (step * sum) / Math.sqrt(Math.max(1, features.size));
  };
}
