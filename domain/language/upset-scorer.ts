import { createScorer } from './linear-scorer';
import type { Token } from './tokenise';
import trained from './upset-weights.json';
import { wordFeatures } from './word-features';

/** Fewer words are a name or a topic ("fake players"); what they say of a mood, the lexicons know. */
const FEWEST_WORDS = 4;

const score = createScorer(trained);

/**
 * How angry a message sounds to a logistic regression trained on labelled messages in ten languages, as log-odds: above 0 is
 * rather angry, null says nothing. It knows complaints that no list of phrases has; see `upset-weights.json` for its making.
 */
export function angerOdds(tokens: readonly Token[]): number | null {
  return tokens.length < FEWEST_WORDS ? null : score(wordFeatures(tokens));
}
