import trained from './acceptance-weights.json';
import { createScorer } from './linear-scorer';
import type { Token } from './tokenise';
import { wordFeatures } from './word-features';

const score = createScorer(trained);

/**
 * How much a message sounds like a yes to an offered teammate, as log-odds, to a logistic regression trained on what customers
 * of ten languages write back. Means nothing of a message that follows no offer; see `acceptance-weights.json` for its making.
 */
export function acceptanceOdds(tokens: readonly Token[]): number {
  return score(wordFeatures(tokens));
}
