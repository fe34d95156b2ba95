import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { LivePresence } from '../../api/contract/presence';
import { presenceKey } from '../presence/use-presence';
import { showConversation } from './commands';
import { conversationKey, CONVERSATIONS } from './conversations';
import { eventsKey } from './events';
import { gatherChanges } from './gather-changes';
import { changesAfter, ME } from './me';
import { refreshMessages } from './messages';
import { notesKey } from './notes';
import { isTemporary } from './problem';
import { request } from './request';

/** `live`: changes arrive by themselves. `connecting`: they will again, and what was missed is read then. */
export type Connection = 'connecting' | 'live';

/** The browser's own reconnect gives up after an HTTP error, such as a restarting server's. */
const RECONNECT_MS = 2_000;

const NETWORK_CHANGES = ['offline', 'online'] as const;

/** Keeps everything shown up to date for as long as the calling component lives. */
export function useLive(): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    const gathered = gatherChanges((id) => readAgain(client, id));
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let wasLive = false;
    const after = changesAfter(client);
    const connect = () => {
      // The first begins before anything was read, any other one now. The browser's own reconnect resumes.
      const isFromStart = !wasLive && after !== null;
      source = new EventSource(isFromStart ? `/api/events?after=${encodeURIComponent(after)}` : '/api/events');
      source.addEventListener('ready', () => {
        setConnection('live');
        // Whatever changed before a stream that begins now is read once more.
        if (wasLive || !isFromStart) void client.invalidateQueries();
        wasLive = true;
      });
      source.addEventListener('reload', () => void client.invalidateQueries());
      source.addEventListener('change', ({ data }: MessageEvent<string>) => gathered.add(conversationIdOf(data)));
      source.addEventListener('seen', ({ data }: MessageEvent<string>) => gathered.add(conversationIdOf(data)));
      source.addEventListener('presence', ({ data }: MessageEvent<string>) => {
        const { conversationId, teammates } = JSON.parse(data) as LivePresence;
        client.setQueryData(presenceKey(conversationId), teammates);
      });
      source.addEventListener('error', () => {
        setConnection('connecting');
        if (source?.readyState !== EventSource.CLOSED) return;
        // Refused rather than broken off: perhaps the session is over.
        void client.invalidateQueries({ queryKey: ME });
        clearTimeout(again);
        again = setTimeout(connect, RECONNECT_MS);
      });
    };
    connect();
    // A network that went away, or was changed, leaves a connection that looks open for minutes. The system knows at once;
    // where it is wrong, the new connection works and nobody is told anything.
    const connectAnew = () => {
      setConnection('connecting');
      clearTimeout(again);
      source?.close();
      connect();
    };
    for (const name of NETWORK_CHANGES) window.addEventListener(name, connectAnew);
    return () => {
      for (const name of NETWORK_CHANGES) window.removeEventListener(name, connectAnew);
      source?.close();
      clearTimeout(again);
      gathered.stop();
    };
  }, [client]);
  return connection;
}

function conversationIdOf(data: string): string {
  return (JSON.parse(data) as { conversationId: string }).conversationId;
}

/** False when no answer came. */
async function readAgain(client: QueryClient, conversationId: string): Promise<boolean> {
  const [isRead] = await Promise.all([
    readConversation(client, conversationId).then(
      () => true,
      (error: unknown) => !isTemporary(error),
    ),
    refreshMessages(client, conversationId).catch(() => undefined),
    client.invalidateQueries({ queryKey: eventsKey(conversationId) }),
    client.invalidateQueries({ queryKey: notesKey(conversationId) }),
  ]);
  return isRead;
}

async function readConversation(client: QueryClient, conversationId: string): Promise<void> {
  const conversation = await request<Conversation>('GET', `/api/conversations/${conversationId}`);
  showConversation(client, conversation);
  // Merged into another one: the id on the page leads there.
  if (conversation.id !== conversationId) client.setQueryData(conversationKey(conversationId), conversation);
  // A list that is on its way may be older than this: it is put right when it has come.
  for (const list of client.getQueryCache().findAll({ queryKey: CONVERSATIONS, fetchStatus: 'fetching' }))
    void list.promise?.then(
      () => showConversation(client, client.getQueryData(conversationKey(conversation.id)) ?? conversation),
      () => undefined,
    );
}
