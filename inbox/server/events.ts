import { useQuery } from '@tanstack/react-query';
import type { ConversationEvent } from '../../api/contract/conversation';
import { request } from './request';

const PAGE = 200;

export const eventsKey = (conversationId: string) => ['events', conversationId] as const;

/** What happened in a conversation and why, oldest first; the latest 200. */
export function useEvents(conversationId: string) {
  return useQuery({
    queryKey: eventsKey(conversationId),
    queryFn: () =>
      request<{ items: ConversationEvent[] }>('GET', `/api/conversations/${conversationId}/events?limit=${PAGE}`),
    select: ({ items }) => items.toReversed(),
  });
}
