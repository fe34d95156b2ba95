import type { Message } from '../../api/contract/message';

/**
 * The messages that come with a "Why?": every one that Baton wrote by itself, and a customer's that the AI did not answer
 * with the next words of ours: of several in a row the last one shows it, the others when they are pointed at. The latest ones may still get their answer; the record says so then.
 */
export function askWhy(messages: readonly Message[]): ReadonlyMap<string, 'shown' | 'quiet'> {
  const asked = new Map<string, 'shown' | 'quiet'>();
  let isAnswered = false;
  let isInRun = false;
  for (const { id, author, purpose, state } of messages.toReversed()) {
    if (state === 'suppressed') continue;
    if (author.kind === 'customer') {
      if (!isAnswered) asked.set(id, isInRun ? 'quiet' : 'shown');
      isInRun = true;
      continue;
    }
    isInRun = false;
    if (author.kind === 'ai') asked.set(id, 'shown');
    isAnswered = author.kind === 'ai' && purpose === 'reply';
  }
  return asked;
}
