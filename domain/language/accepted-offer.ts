import type { CompiledLexicon } from './compiled-lexicon';
import type { View } from './pattern';
import { findMatch } from './pattern-set';

/** A longer message that begins with "yes" usually asks for something else. */
const LONGEST_ACCEPTANCE = 12;
const NOD = /[👍👌✅🆗🙏🙋]/u;

/** After the AI offered a teammate: does the message say yes to it, without a "but"? */
export function acceptsOffer(text: string, lexicon: CompiledLexicon, view: View): boolean {
  if (view.tokens.length === 0) return NOD.test(text);
  if (view.tokens.length > LONGEST_ACCEPTANCE) return false;
  const yes = findMatch(lexicon.accepts, view);
  if (yes?.start !== 0) return false;
  const { end } = yes;
  // "Warum nicht" says yes with words that would else be a question.
  const hasReserve = findMatch(lexicon.reserves, view, ({ start }) => start >= end) !== null;
  return !hasReserve && findMatch(lexicon.refusals, view) === null;
}
