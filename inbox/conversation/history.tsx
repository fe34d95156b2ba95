import { Button, Skeleton, Stack } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { NewerMessages } from '../search/newer-messages';
import { useKeptPlace } from '../search/use-kept-place';
import { useShownHit } from '../search/use-shown-hit';
import { useEvents } from '../server/events';
import type { useHistory } from '../server/history';
import type { useReplies } from '../server/replies';
import { dayInWords } from '../words/time-words';
import { askWhy } from '../why/asks-why';
import { useNow } from '../words/use-now';
import { NoteBubble } from '../notes/note-bubble';
import { useNotes } from '../server/notes';
import { EventLine } from './event-line';
import classes from './history.module.css';
import { MessageBubble } from './message-bubble';
import { timelineOf } from './timeline';
import { WaitingReplyBubble } from './waiting-reply-bubble';

interface HistoryProps {
  conversation: Conversation;
  history: ReturnType<typeof useHistory>;
  /** The message that a search led to. */
  found: string | null;
  replies: ReturnType<typeof useReplies>;
}

const NONE: never[] = [];

/** Everything that was said and done, the newest at the bottom, where it begins and stays. */
export function History({ conversation, history, found, replies }: HistoryProps) {
  const { data: messages, hasOlder, hasNewer } = history;
  const { data: events = NONE } = useEvents(conversation.id);
  const { data: notes = NONE } = useNotes(conversation.id);
  const items = useMemo(
    () => timelineOf(messages ?? NONE, events, notes, { hasOlder, hasNewer }),
    [messages, events, notes, hasOlder, hasNewer],
  );
  const undone = useMemo(
    () => new Set(events.flatMap(({ kind, data }) => (kind === 'closing_undone' ? [data['turnId']] : []))),
    [events],
  );
  const asked = useMemo(() => askWhy(messages ?? NONE), [messages]);
  const now = useNow();
  const column = useRef<HTMLDivElement>(null);
  useShownHit(column, found, messages !== undefined);
  useKeptPlace(column, { found, newestId: messages?.at(-1)?.id, isPart: hasNewer });
  const older = useWhenSeen(history.readOlder);
  const newer = useWhenSeen(history.readNewer);
  const sentIds = new Set(messages?.map(({ clientId }) => clientId));
  const waiting = replies.waiting.filter(({ clientId }) => !sentIds.has(clientId));
  return (
    // Laid out from the bottom: it opens at the newest message and stays there while older ones are put above.
    <div className={classes['scroller']} tabIndex={0} role="region" aria-label="Messages">
      <div className={classes['column']} ref={column} role="log" aria-live="off">
        {messages === undefined && <LoadingMessages />}
        {hasOlder && (
          <div ref={older} className={classes['older']}>
            <Button size="compact-sm" variant="subtle" loading={history.isReadingOlder} onClick={history.readOlder}>
              Earlier messages
            </Button>
          </div>
        )}
        {(messages === undefined ? NONE : items).map((item) => {
          switch (item.kind) {
            case 'day':
              return (
                <h2 key={item.key} className={classes['day']}>
                  {dayInWords(item.at, now)}
                </h2>
              );
            case 'event':
              return <EventLine key={item.key} conversationId={conversation.id} event={item.event} undone={undone} />;
            case 'note':
              return <NoteBubble key={item.key} note={item.note} />;
            case 'message':
              return (
                <MessageBubble
                  key={item.key}
                  conversationId={conversation.id}
                  item={item}
                  isFound={item.message.id === found}
                  why={asked.get(item.message.id) ?? null}
                />
              );
          }
        })}
        {hasNewer && (
          <div ref={newer}>
            <NewerMessages isReading={history.isReadingNewer} onNewer={history.readNewer} />
          </div>
        )}
        {waiting.map((reply) => (
          <WaitingReplyBubble
            key={`message ${reply.clientId}`}
            reply={reply}
            conversationId={conversation.id}
            onTryAgain={() => replies.tryAgain(reply.clientId)}
            onDrop={() => replies.drop(reply.clientId)}
          />
        ))}
      </div>
    </div>
  );
}

/** Calls `onSeen` whenever the element comes into sight. */
function useWhenSeen(onSeen: () => void) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  useEffect(() => {
    latest.current = onSeen;
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) latest.current();
    });
    observer.observe(target);
    return () => observer.disconnect();
  });
  return element;
}

function LoadingMessages() {
  return (
    <Stack p="md" role="status" aria-label="Loading messages">
      {['45%', '60%', '38%'].map((width, index) => (
        <Skeleton key={width} h={44} w={width} radius="lg" ms={index === 1 ? 'auto' : 0} />
      ))}
    </Stack>
  );
}
