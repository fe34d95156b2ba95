import { acceptanceOdds } from './acceptance-scorer';
import type { CompiledLexicon } from './compiled-lexicon';
import type { View } from './pattern';
import { findMatch } from './pattern-set';

/** A longer message that begins with "yes" usually asks for something else. */
const LONGEST_ACCEPTANCE = 12;
const NOD = /[👍👌✅🆗🙏🙋]/u;

/** Log-odds from which a message that the rules do not know is taken for a yes, and below which one that they know is doubted. */
const ACCEPTING_ODDS = 0.5;
const DOUBTED_ODDS = -1;

/** After the AI offered a teammate: does the message say yes to it, without a "but"? */
export function acceptsOffer(text: string, lexicon: CompiledLexicon, view: View): boolean {
  if (view.tokens.length === 0) return NOD.test(text);
  if (findMatch(lexicon.refusals, view) !== null) return false;
  const odds = acceptanceOdds(view.tokens);
  return odds > ACCEPTING_ODDS || (odds > DOUBTED_ODDS && beginsWithYes(lexicon, view));
}

function beginsWithYes(lexicon: CompiledLexicon, view: View): boolean {
  if (view.tokens.length > LONGEST_ACCEPTANCE) return false;
  const yes = findMatch(lexicon.accepts, view);
  if (yes?.start !== 0) return false;
  const { end } = yes;
  // "Warum nicht" says yes with words that would else be a question.
  return findMatch(lexicon.reserves, view, ({ start }) => start >= end) === null;
}
