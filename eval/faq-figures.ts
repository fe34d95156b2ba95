import type { Asked } from './faq-asked';
import type { Figure } from './section';
import { shareOf } from './wilson';

/** A share of in-scope questions that have to be right before it counts how many others are caught. Source: CLINC150. */
const IN_SCOPE_ACCURACY = 0.75;

export const answerable = (asked: readonly Asked[]): Asked[] => asked.filter(({ answers }) => answers.length > 0);
const unanswerable = (asked: readonly Asked[]): Asked[] => asked.filter(({ answers }) => answers.length === 0);
const isRight = ({ rank }: Asked): boolean => rank === 0;

/** Answerable questions that end with a person or nowhere: the first error. */
export function falseHandoffs(asked: readonly Asked[]): Figure {
  const all = answerable(asked);
  return shareOf(all.filter(({ outcome }) => outcome === 'handed_off' || outcome === 'left').length, all.length);
}

/** Answerable questions that are answered out of another article: the second error. */
export function wrongAnswers(asked: readonly Asked[]): Figure {
  const all = answerable(asked);
  return shareOf(all.filter(({ outcome }) => outcome === 'wrong').length, all.length);
}

/** Of the questions that no article answers, those that are not answered out of one. */
export function notAnswered(asked: readonly Asked[]): Figure {
  const all = unanswerable(asked);
  return shareOf(all.filter(({ outcome }) => outcome !== 'wrong').length, all.length);
}

/** Answerable questions whose right article is among the first `places`. */
export function recallAt(asked: readonly Asked[], places: number): Figure {
  const all = answerable(asked);
  return shareOf(all.filter(({ rank }) => rank !== null && rank < places).length, all.length);
}

/** Answerable questions that were answered at once, without a choice to make. */
export function answeredAtOnce(asked: readonly Asked[]): Figure {
  const all = answerable(asked);
  return shareOf(all.filter(({ outcome }) => outcome === 'answered').length, all.length);
}

/**
 * Matthews correlation of the articles found first, "none" below the threshold that suits the collection best: one number
 * for finding and for knowing when not to. Null without questions of both kinds. Source: HINT3 (Arora et al., 2020).
 */
export function bestThresholdMcc(asked: readonly Asked[]): number | null {
  if (answerable(asked).length === 0 || unanswerable(asked).length === 0) return null;
  const thresholds = [...new Set(asked.map(({ confidence }) => confidence))].sort((a, b) => a - b);
  const every = Math.max(1, Math.ceil(thresholds.length / 200));
  return Math.max(...thresholds.filter((_, at) => at % every === 0).map((threshold) => mccAt(asked, threshold)));
}

const NONE = '';

function mccAt(asked: readonly Asked[], threshold: number): number {
  const truths = new Map<string, number>();
  const guesses = new Map<string, number>();
  let correct = 0;
  for (const one of asked) {
    const guess = one.confidence > threshold ? (one.first ?? NONE) : NONE;
    const truth = isRight(one) ? (one.first ?? NONE) : (one.answers[0] ?? NONE);
    truths.set(truth, (truths.get(truth) ?? 0) + 1);
    guesses.set(guess, (guesses.get(guess) ?? 0) + 1);
    if (guess === truth) correct++;
  }
  const n = asked.length;
  const squares = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + count ** 2, 0);
  const agreeing = [...truths].reduce((sum, [label, count]) => sum + count * (guesses.get(label) ?? 0), 0);
  const spread = Math.sqrt((n ** 2 - squares(guesses)) * (n ** 2 - squares(truths)));
  return spread === 0 ? 0 : (correct * n - agreeing) / spread;
}

/**
 * Of the questions that no article answers, those below the highest threshold that still leaves 75 % of the answerable ones
 * right. Null when the retrieval does not find that many, or there are none.
 */
export function caughtOutOfScope(asked: readonly Asked[]): Figure {
  const inScope = answerable(asked);
  const outOfScope = unanswerable(asked);
  const right = inScope.filter(isRight).map(({ confidence }) => confidence);
  const threshold = right.sort((a, b) => b - a)[Math.ceil(IN_SCOPE_ACCURACY * inScope.length) - 1];
  if (threshold === undefined) return { value: null, unit: 'share' };
  return shareOf(outOfScope.filter(({ confidence }) => confidence < threshold).length, outOfScope.length);
}

/** A percentile (0..1) of the milliseconds that a search took. */
export function retrievalMs(asked: readonly Asked[], share: number): Figure {
  const sorted = asked.map((one) => one.retrievalMs).sort((a, b) => a - b);
  return { value: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null, unit: 'ms' };
}
