import type { ClosedAs } from '../domain/closed-as';
import { isAutomaticReply, mayBeAutomaticReply } from './automatic-reply';
import type { TurnContext } from './contract';
import { isSpam, mayBeSpam } from './spam';

/**
 * What a burst is closed as without an answer, because no person waits for one; null for a customer's. A customer whom a
 * teammate has dealt with, or has said to be a person, is never taken for anything else.
 */
export function closedAs(context: TurnContext): ClosedAs | null {
  if (isKnownPerson(context)) return null;
  const burst = wordsOf(context);
  if (isAutomaticReply(burst.join('\n'))) return 'automatic_reply';
  const earlier = context.history.flatMap((entry) => (entry.role === 'customer' ? [entry.text] : []));
  return isSpam(burst, earlier) ? 'spam' : null;
}

/** Whether a model's word that nobody waits for an answer is believed: it alone silences nobody. */
export function mayClose(context: TurnContext, as: ClosedAs): boolean {
  if (isKnownPerson(context)) return false;
  const text = wordsOf(context).join('\n');
  return as === 'spam' ? mayBeSpam(text) : mayBeAutomaticReply(text);
}

function isKnownPerson({ isKnownPerson: isKnown, history }: TurnContext): boolean {
  return isKnown === true || history.some(({ role }) => role === 'episode');
}

function wordsOf({ messages }: TurnContext): string[] {
  return messages.flatMap(({ text }) => (text.trim() === '' ? [] : [text]));
}
