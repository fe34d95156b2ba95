import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Conversation, ConversationCounts } from '../../api/contract/conversation';
import type { Filter } from './filters';
import type { ConversationPage, ConversationPages } from './place-conversation';
import { request } from './request';

/** Soon there; what is scrolled to comes in larger pages. */
const FIRST_PAGE = 50;
const NEXT_PAGES = 200;

export const CONVERSATIONS = ['conversations'] as const;
export const COUNTS = ['counts'] as const;

export const listKey = (filter: Filter) => [...CONVERSATIONS, filter] as const;
export const conversationKey = (id: string) => ['conversation', id] as const;

/** A filter's conversations, page by page. */
export function useConversations(filter: Filter) {
  return useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam }) =>
      request<ConversationPage>(
        'GET',
        `/api/conversations?${new URLSearchParams({
          filter,
          limit: String(pageParam === null ? FIRST_PAGE : NEXT_PAGES),
          ...(filter === 'waiting' ? { sort: 'waiting' } : {}),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }).toString()}`,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** One conversation; as a list has it until the API has answered, so that nobody waits to see whom they opened. */
export function useConversation(id: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: conversationKey(id),
    queryFn: () => request<Conversation>('GET', `/api/conversations/${id}`),
    placeholderData: () => listed(client, id),
  });
}

function listed(client: QueryClient, id: string): Conversation | undefined {
  return client
    .getQueriesData<ConversationPages>({ queryKey: CONVERSATIONS })
    .flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? [])
    .find((conversation) => conversation.id === id);
}

/** How many conversations each filter holds. */
export function useCounts() {
  return useQuery({
    queryKey: COUNTS,
    queryFn: () => request<ConversationCounts>('GET', '/api/conversations/counts'),
  });
}
