import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { LivePresence } from '../../api/contract/presence';
import { presenceKey } from '../presence/use-presence';
import { showConversation } from './commands';
import { conversationKey } from './conversations';
import { ME } from './me';
import { refreshMessages } from './messages';
import { notesKey } from './notes';
import { request } from './request';

/** `live`: changes arrive by themselves. `connecting`: they will again, and what was missed is read then. */
export type Connection = 'connecting' | 'live';

/** Several changes of one conversation within this time are read once. */
const GATHER_MS = 60;

/** The browser's own reconnect gives up after an HTTP error, such as a restarting server's. */
const RECONNECT_MS = 2_000;

const NETWORK_CHANGES = ['offline', 'online'] as const;

/** Keeps everything shown up to date for as long as the calling component lives. */
export function useLive(): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    const gathered = gather((ids) => void Promise.all(ids.map((id) => readAgain(client, id))));
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let wasLive = false;
    const connect = () => {
      source = new EventSource('/api/events');
      source.addEventListener('ready', () => {
        setConnection('live');
        // A new stream begins now: whatever changed before it is read once more. The browser's own reconnect resumes.
        if (wasLive) void client.invalidateQueries();
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

async function readAgain(client: QueryClient, conversationId: string): Promise<void> {
  const conversation = await request<Conversation>('GET', `/api/conversations/${conversationId}`).catch(() => null);
  if (conversation === null) return;
  showConversation(client, conversation);
  // Merged into another one: the id on the page leads there.
  if (conversation.id !== conversationId) client.setQueryData(conversationKey(conversationId), conversation);
  await refreshMessages(client, conversationId).catch(() => undefined);
  await client.invalidateQueries({ queryKey: ['events', conversationId] });
  await client.invalidateQueries({ queryKey: notesKey(conversationId) });
}

function gather(work: (ids: string[]) => void): { add: (id: string) => void; stop: () => void } {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add: (id) => {
      waiting.add(id);
      timer ??= setTimeout(() => {
        timer = undefined;
        const ids = [...waiting];
        waiting.clear();
        work(ids);
      }, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
