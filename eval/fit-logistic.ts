/** One thing to learn from: the numbers of the features it has, each once, and how much it counts. */
export interface Example {
  features: readonly number[];
  isTrue: boolean;
  weight: number;
}

const ROUNDS = 12;
const RATE = 0.3;
const SHRINK = 0.01;
const SEED = 1;

/**
 * Logistic regression by AdaGrad over examples in a fixed random order, their features scaled to unit length. The log-odds of
 * an example are `bias` plus the sum of its weights by the square root of their number. Deterministic.
 */
export function fitLogistic(examples: readonly Example[], space: number): { bias: number; weights: Float64Array } {
  const weights = new Float64Array(space);
  const squares = new Float64Array(space).fill(1e-6);
  const random = randomFrom(SEED);
  const order = [...examples];
  let bias = 0;
  let biasSquares = 1e-6;
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, random);
    for (const { features, isTrue, weight } of order) {
      const scale = 1 / Math.sqrt(Math.max(1, features.length));
      const sum = features.reduce((odds, feature) => odds + scale * (weights[feature] ?? 0), bias);
      const slope = weight * (1 / (1 + Math.exp(-sum)) - (isTrue ? 1 : 0));
      biasSquares += slope * slope;
      bias -= (RATE * slope) / Math.sqrt(biasSquares);
      for (const feature of features) {
        const own = slope * scale + SHRINK * (weights[feature] ?? 0);
        const square = (squares[feature] ?? 0) + own * own;
        squares[feature] = square;
        weights[feature] = (weights[feature] ?? 0) - (RATE * own) / Math.sqrt(square);
      }
    }
  }
  return { bias, weights };
}

function shuffle(items: Example[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [one, two] = [items[last], items[other]];
    if (one !== undefined && two !== undefined) [items[last], items[other]] = [two, one];
  }
}

/** Numbers from 0 to below 1, the same after the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
