import { createScorer } from './linear-scorer';
import trained from './no-help-weights.json';
import type { Token } from './tokenise';
import { wordFeatures } from './word-features';

const score = createScorer(trained);

/**
 * How much a message sounds as if the answer before it was of no help, as log-odds, to a logistic regression trained on what
 * customers of ten languages write back. Means nothing of a first message; see `no-help-weights.json` for its making.
 */
export function noHelpOdds(tokens: readonly Token[]): number {
  return score(wordFeatures(tokens));
}
