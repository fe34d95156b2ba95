import { useInfiniteQuery } from '@tanstack/react-query';
import type { Message, MessagePage } from '../../api/contract/message';
import { useMessages } from './messages';
import { request } from './request';

const PAGE = 50;

/** Where to read: around a message, or on from a place in either direction. */
type Place = { around: string } | { newerThan: string } | { olderThan: string };

interface Part {
  /** Oldest first. */
  items: Message[];
  older: string | null;
  newer: string | null;
}

/**
 * A conversation's history from its end or, with `at`, around that message; from there it is read on in both directions
 * until it joins the end. A message that is not in it leads to the end.
 */
export function useHistory(conversationId: string, at: string | null) {
  const latest = useMessages(conversationId);
  const isElsewhere = at !== null && latest.data !== undefined && !latest.data.some(({ id }) => id === at);
  const around = useInfiniteQuery({
    queryKey: ['messages around', conversationId, at],
    enabled: isElsewhere,
    queryFn: ({ pageParam }) => readPart(conversationId, pageParam),
    initialPageParam: placeOf(at),
    getNextPageParam: ({ newer }): Place | null => (newer === null ? null : { newerThan: newer }),
    getPreviousPageParam: ({ older }): Place | null => (older === null ? null : { olderThan: older }),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  if (!isElsewhere || around.isError)
    return {
      ...pick(latest),
      hasOlder: latest.hasNextPage,
      isReadingOlder: latest.isFetchingNextPage,
      readOlder: () => {
        if (!latest.isFetching) void latest.fetchNextPage();
      },
      hasNewer: false,
      isReadingNewer: false,
      readNewer: () => undefined,
    };
  const joined = around.data && join(around.data, latest.data);
  return {
    ...pick(around),
    data: joined ?? around.data,
    hasOlder: around.hasPreviousPage,
    isReadingOlder: around.isFetchingPreviousPage,
    readOlder: () => {
      // A second read would break off the first.
      if (!around.isFetching) void around.fetchPreviousPage();
    },
    hasNewer: joined === null && around.hasNextPage,
    isReadingNewer: around.isFetchingNextPage,
    readNewer: () => {
      if (!around.isFetching) void around.fetchNextPage();
    },
  };
}

function placeOf(messageId: string | null): Place {
  return { around: messageId ?? '' };
}

function pick({ data, error, refetch }: Pick<ReturnType<typeof useMessages>, 'data' | 'error' | 'refetch'>) {
  return { data, error, refetch: () => void refetch() };
}

/** Both as one history, the end as it is live; null while there is a gap between them. */
export function join(part: readonly Message[], latest: readonly Message[]): Message[] | null {
  const known = new Set(latest.map(({ id }) => id));
  const from = part.findIndex(({ id }) => known.has(id));
  return from === -1
    ? null
    : [...part.slice(0, from), ...latest.slice(latest.findIndex(({ id }) => id === part[from]?.id))];
}

async function readPart(conversationId: string, place: Place): Promise<Part> {
  const read = (query: Record<string, string>) =>
    request<MessagePage>(
      'GET',
      `/api/conversations/${conversationId}/messages?${new URLSearchParams({ limit: String(PAGE), ...query }).toString()}`,
    );
  if ('around' in place) {
    const { items, nextCursor, previousCursor = null } = await read({ around: place.around });
    return { items, newer: nextCursor, older: previousCursor };
  }
  if ('newerThan' in place) {
    const { items, nextCursor } = await read({ cursor: place.newerThan, order: 'asc' });
    return { items, newer: nextCursor, older: null };
  }
  const { items, nextCursor } = await read({ cursor: place.olderThan, order: 'desc' });
  return { items: items.toReversed(), newer: null, older: nextCursor };
}
