import type { Conversation } from '../../api/contract/conversation';

/** What a teammate would not want to miss. `key` is the same however often it is heard of. */
export interface News {
  kind: 'assigned' | 'answered';
  key: string;
}

/**
 * What a change of a conversation means to a teammate: it was given to them, or the customer wrote while they hold it.
 * Without a `before`, what is older than `sinceMs` is not new.
 */
export function newsOf(
  before: Conversation | undefined,
  after: Conversation,
  { myId, sinceMs }: { myId: string; sinceMs: number },
): News | null {
  const { handler, handoff, holder, assignee, lastMessage } = after;
  if (handler.kind === 'ai') return null;
  const isHolder = holder?.id === myId;
  if (!isHolder && assignee?.id === myId && handoff !== null) {
    const isNew =
      before === undefined
        ? Date.parse(handoff.openedAt) >= sinceMs
        : before.assignee?.id !== myId || before.handler.kind === 'ai' || before.handoff?.id !== handoff.id;
    return isNew ? { kind: 'assigned', key: `assigned ${handoff.id}` } : null;
  }
  if (!isHolder || lastMessage?.author !== 'customer' || lastMessage.id === before?.lastMessage?.id) return null;
  return Date.parse(lastMessage.at) >= sinceMs ? { kind: 'answered', key: `answered ${lastMessage.id}` } : null;
}
