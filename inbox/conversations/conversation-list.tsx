import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useConversations } from '../server/conversations';
import { FILTER_WORDS, type Filter } from '../server/filters';
import { sentenceOf } from '../server/problem';
import { useNow } from '../words/use-now';
import classes from './conversation-list.module.css';
import { ConversationRow } from './conversation-row';
import { EmptyList } from './empty-list';

const ROW_PX = 92;
/** Read the next page this many rows before the end is seen. */
const AHEAD = 15;

/** One filter's conversations. Only the rows in sight exist, so ten thousand scroll like ten. */
export function ConversationList({ filter, openId }: { filter: Filter; openId: string | null }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useConversations(filter);
  const conversations = data?.pages.flatMap(({ items }) => items) ?? [];
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
  });
  const lastSeen = rows.getVirtualItems().at(-1)?.index ?? 0;
  const wantsMore = hasNextPage && !isFetchingNextPage && lastSeen >= conversations.length - AHEAD;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);

  return (
    <section className={classes['pane']} aria-label={`${FILTER_WORDS[filter]}: conversations`}>
      <h1 className={classes['heading']}>{FILTER_WORDS[filter]}</h1>
      <div className={classes['scroller']} ref={scroller} tabIndex={-1} data-testid="conversation-list">
        {isPending && <LoadingRows />}
        {error !== null && data === undefined && (
          <Alert m="md" color="red" title="The list cannot be read" role="alert">
            {sentenceOf(error)}
            <Button display="block" size="xs" mt="sm" variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          </Alert>
        )}
        {data !== undefined && conversations.length === 0 && <EmptyList filter={filter} />}
        <ul className={classes['rows']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const conversation = conversations[index];
            if (conversation === undefined) return null;
            return (
              <li
                key={key}
                className={classes['place']}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
                aria-setsize={hasNextPage ? -1 : conversations.length}
                aria-posinset={index + 1}
              >
                <ConversationRow
                  conversation={conversation}
                  filter={filter}
                  isOpen={conversation.id === openId}
                  now={now}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function LoadingRows() {
  return (
    <Stack p="md" gap="lg" role="status" aria-label="Loading conversations">
      {Array.from({ length: 8 }, (_, index) => (
        <Stack key={index} gap={6}>
          <Skeleton h={12} w="45%" />
          <Skeleton h={10} w="85%" />
        </Stack>
      ))}
    </Stack>
  );
}
