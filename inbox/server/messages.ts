import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import type { Message } from '../../api/contract/message';
import { request } from './request';

const PAGE = 50;

interface MessagePage {
  /** Newest first. */
  items: Message[];
  nextCursor: string | null;
}

type MessagePages = InfiniteData<MessagePage, string | null>;

export const messagesKey = (conversationId: string) => ['messages', conversationId] as const;

/** A conversation's history from its end; `fetchNextPage` reads what is older. `data` is oldest first. */
export function useMessages(conversationId: string) {
  return useInfiniteQuery(historyOf(conversationId));
}

/** Reads the end of a history that is about to be shown, unless it is known. */
export function useReadAhead(): (conversationId: string) => void {
  const client = useQueryClient();
  // Whoever shows it reads it again, and says what went wrong.
  return (conversationId) => void client.infiniteQuery(historyOf(conversationId)).catch(() => undefined);
}

const historyOf = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: messagesKey(conversationId),
    queryFn: ({ pageParam }) => readPage(conversationId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items).reverse(),
  });

/** Brings the newest page up to date, however much of the history has been read. */
export async function refreshMessages(client: QueryClient, conversationId: string): Promise<void> {
  const key = messagesKey(conversationId);
  if (client.getQueryData<MessagePages>(key) === undefined) return;
  const newest = await readPage(conversationId, null);
  client.setQueryData<MessagePages>(key, (known) => known && mergeNewest(known, newest));
}

/** What the API answered to a reply, at once in its place. */
export function addMessage(client: QueryClient, conversationId: string, message: Message): void {
  client.setQueryData<MessagePages>(
    messagesKey(conversationId),
    (known) => known && mergeNewest(known, { items: [message], nextCursor: null }),
  );
}

/** Replaces what is known and puts the rest before it; starts over when there may be a gap between them. */
export function mergeNewest({ pages, pageParams }: MessagePages, newest: MessagePage): MessagePages {
  const fresh = new Map(newest.items.map((message) => [message.id, message]));
  const knownIds = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const added = newest.items.filter(({ id }) => !knownIds.has(id));
  if (added.length === newest.items.length && newest.nextCursor !== null)
    return { pages: [newest], pageParams: [null] };
  const updated = pages.map((page) => ({
    ...page,
    items: page.items.map((message) => fresh.get(message.id) ?? message),
  }));
  const [first, ...older] = updated;
  if (first === undefined) return { pages: [newest], pageParams: [null] };
  return { pages: [{ ...first, items: inOrder([...added, ...first.items]) }, ...older], pageParams };
}

/** Newest first. The API breaks ties of a second by its own number, which it keeps to itself: a stable sort keeps it too. */
function inOrder(messages: Message[]): Message[] {
  return messages.toSorted((one, other) => Date.parse(other.placedAt) - Date.parse(one.placedAt));
}

function readPage(conversationId: string, cursor: string | null): Promise<MessagePage> {
  const query = new URLSearchParams({ order: 'desc', limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  return request<MessagePage>('GET', `/api/conversations/${conversationId}/messages?${query.toString()}`);
}
