import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../api/contract/conversation';
import { CONVERSATIONS, conversationKey, COUNTS } from './conversations';
import { FILTERS } from './filters';
import { ME } from './me';
import type { Me } from '../../api/contract/sign-in';
import { placeConversation, type ConversationPages } from './place-conversation';
import { isTemporary } from './problem';
import { request } from './request';

/** What a teammate does to a conversation besides writing in it. */
export type Command =
  | { kind: 'take-over'; from: string | null }
  | { kind: 'assign'; teammateId: string; note?: string }
  | { kind: 'resolve'; outcome: string | null; handoffId: string | null; seenMessageId: string | null }
  | { kind: 'handoff' }
  | { kind: 'owe'; until: string | null }
  | { kind: 'block'; reason: string | null }
  | { kind: 'unblock' }
  | { kind: 'undo-closing'; turnId: string };

/**
 * Sends commands. Each click has its own id, repeated while no answer comes, so that a click is neither lost nor doubled.
 */
export function useCommand(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId, command: { kind, ...body } }: { clientId: string; command: Command }) =>
      request<Conversation>('POST', `/api/conversations/${conversationId}/${kind}`, { clientId, ...body }),
    retry: (failures, error) => isTemporary(error) && failures < 8,
    retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
    onSuccess: (conversation) => showConversation(client, conversation),
    // Somebody else was faster: show what is.
    onError: () => void client.invalidateQueries({ queryKey: conversationKey(conversationId) }),
  });
}

/** A click's own id. */
export function newClientId(): string {
  return crypto.randomUUID();
}

/** Puts a conversation as it now is wherever it is shown. */
export function showConversation(client: QueryClient, conversation: Conversation): void {
  client.setQueryData(conversationKey(conversation.id), conversation);
  const me = client.getQueryData<Me | null>(ME);
  if (me === null || me === undefined) return;
  for (const filter of FILTERS)
    client.setQueryData<ConversationPages>(
      [...CONVERSATIONS, filter],
      (pages) => pages && placeConversation(pages, conversation, filter, me.id),
    );
  void client.invalidateQueries({ queryKey: COUNTS });
}
