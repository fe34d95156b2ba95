import { buildPostings } from '../retrieval/postings';
import type { Work } from '../retrieval/work';
import type { TextVectors } from './text-vectors';

/** Pairs that one text is in, at most, by its own choice: its most alike. Keeps the work in bounds when all are alike. */
const MOST_PAIRS = 24;

/** Steps between 0 and 1 by which pairs are told apart. */
const STEPS = 1_000;

/** Pairs of texts that are alike by `least` (0..1), the most alike first, equals in the order of the texts. A text at a step. */
export function* alikePairs({ vectors, frequencies }: TextVectors, least: number): Work<[number, number][]> {
  const postings = yield* buildPostings(vectors, frequencies);
  const byStep: [number, number][][] = Array.from({ length: STEPS + 1 }, () => []);
  const likeness = new Float64Array(vectors.length);
  for (const [text, { keys, weights }] of vectors.entries()) {
    likeness.fill(0);
    for (let at = 0; at < keys.length; at += 1) postings.add(keys[at] ?? 0, weights[at] ?? 0, likeness);
    likeness[text] = 0;
    for (const { other, step } of mostAlike(likeness, least)) byStep[step]?.push([text, other]);
    yield;
  }
  return byStep.reverse().flat();
}

/** The first of them, the most alike before others, without putting thousands in order. */
function mostAlike(likeness: Float64Array, least: number): { other: number; step: number }[] {
  const counts = new Uint32Array(STEPS + 1);
  const alike: { other: number; step: number }[] = [];
  for (let other = 0; other < likeness.length; other += 1) {
    const likely = likeness[other] ?? 0;
    if (likely < least) continue;
    // A text like itself may come to a little more than 1.
    const step = likely >= 1 ? STEPS : Math.floor(likely * STEPS);
    counts[step] = (counts[step] ?? 0) + 1;
    alike.push({ other, step });
  }
  let lowest = STEPS;
  let room = MOST_PAIRS;
  while (lowest > 0 && room > (counts[lowest] ?? 0)) room -= counts[lowest--] ?? 0;
  return alike.filter(({ step }) => step > lowest || (step === lowest && room-- > 0));
}
