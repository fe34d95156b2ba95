import { createScorer } from './linear-scorer';
import trained from './offer-weights.json';
import { tokenise } from './tokenise';
import { wordFeatures } from './word-features';

const score = createScorer(trained);

/** Log-odds from which a line is taken for an offer. */
const OFFERING_ODDS = 0.75;

/**
 * Whether a line of the AI offers a person and leaves it to the customer ("shall I pass this on?"), by its likeness to many such
 * lines in ten languages; see `offer-weights.json` for their making. An offer mostly comes last: that sentence is heard by itself
 * as well.
 */
export function offersPerson(text: string): boolean {
  const last =
    text
      .trim()
      .split(/(?<=[.!?\u061F\u0964])\s+/u)
      .at(-1) ?? '';
  return Math.max(oddsOf(text), oddsOf(last)) > OFFERING_ODDS;
}

const oddsOf = (text: string): number => score(wordFeatures(tokenise(text)));
