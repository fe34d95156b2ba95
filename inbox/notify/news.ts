import type { Conversation } from '../../api/contract/conversation';

/** What a teammate would not want to miss. Of two with the same `key` only one that is later is news. */
export interface News {
  kind: 'assigned' | 'answered';
  key: string;
  atMs: number;
}

/**
 * What a conversation, as it now is, asks of a teammate: it was given to them, or the customer wrote while they hold it and
 * they have not seen it. What the customer wrote before is no answer to them: it is the newest message again when a
 * reassurance behind it is taken back.
 */
export function newsOf(
  { id, handler, handoff, holder, assignee, lastMessage, unread }: Conversation,
  myId: string,
): News | null {
  if (handler.kind === 'ai') return null;
  if (holder?.id === myId) {
    if (lastMessage?.author !== 'customer' || unread === 0) return null;
    const atMs = Date.parse(lastMessage.at);
    const isAnswer = handler.heldSince === null || atMs >= Date.parse(handler.heldSince);
    return isAnswer ? { kind: 'answered', key: `answered ${id}`, atMs } : null;
  }
  if (assignee?.id !== myId || handoff === null) return null;
  return { kind: 'assigned', key: `assigned ${handoff.id}`, atMs: Date.parse(handoff.openedAt) };
}
