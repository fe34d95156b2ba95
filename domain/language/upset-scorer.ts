import type { Token } from './tokenise';
import { upsetFeatures } from './upset-features';
import trained from './upset-weights.json';

/** Fewer words are a name or a topic ("fake players"); what they say of a mood, the lexicons know. */
const FEWEST_WORDS = 4;

const weights = new Int8Array(Buffer.from(trained.weights, 'base64'));

/**
 * How angry a message sounds to a logistic regression trained on labelled messages in ten languages, as log-odds: above 0 is
 * rather angry, null says nothing. It knows complaints that no list of phrases has; see `upset-weights.json` for its making.
 */
export function angerOdds(tokens: readonly Token[]): number | null {
  if (tokens.length < FEWEST_WORDS) return null;
  const features = upsetFeatures(tokens);
  let sum = 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return trained.bias + (trained.step * sum) / Math.sqrt(features.size);
}
