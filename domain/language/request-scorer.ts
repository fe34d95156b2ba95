import { createScorer } from './linear-scorer';
import type { View } from './pattern';
import { requestFeatures } from './request-features';
import trained from './request-weights.json';

const score = createScorer(trained);

/**
 * How much a message read in one language sounds like a request for a person, as log-odds, to a logistic regression trained on
 * labelled messages in ten languages. It knows wishes that no rule has; see `request-weights.json` for its making.
 */
export function askingOdds(view: View): number {
  return score(requestFeatures(view));
}
