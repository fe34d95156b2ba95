import { useSyncExternalStore } from 'react';
import { keep, keptKeys, readKept } from './kept';

/** A reply that the API has not answered for yet: `refused` waits for a person, the rest is sent again under the same id. */
export interface WaitingReply {
  clientId: string;
  text: string;
  writtenAt: string;
  refused: { code: string; message: string; holder: { id: string; name?: string | undefined } | null } | null;
}

/** Whose replies and where: another person who signs in with this browser must not send them. */
export interface ReplyPlace {
  teammateId: string;
  conversationId: string;
}

const prefixOf = (teammateId: string) => `replies:${teammateId}:`;
const keyOf = ({ teammateId, conversationId }: ReplyPlace) => prefixOf(teammateId) + conversationId;
const NONE: readonly WaitingReply[] = [];

const listeners = new Set<() => void>();
const parsed = new Map<string, { json: string; replies: readonly WaitingReply[] }>();

/** The replies of a conversation on their way to the API, oldest first. */
export function useWaitingReplies(place: ReplyPlace): readonly WaitingReply[] {
  return useSyncExternalStore(subscribe, () => read(keyOf(place)));
}

/** The conversations in which a teammate has any. */
export function useConversationsWithReplies(teammateId: string): string[] {
  const prefix = prefixOf(teammateId);
  const joined = useSyncExternalStore(subscribe, () =>
    keptKeys(prefix)
      .map((key) => key.slice(prefix.length))
      .sort()
      .join(),
  );
  return joined === '' ? [] : joined.split(',');
}

export function changeReplies(
  place: ReplyPlace,
  edit: (replies: readonly WaitingReply[]) => readonly WaitingReply[],
): void {
  const key = keyOf(place);
  const replies = edit(read(key));
  keep(key, replies.length === 0 ? null : JSON.stringify(replies));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of the same browser wrote or sent.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The same array while nothing changed, as React's store wants. */
function read(key: string): readonly WaitingReply[] {
  const json = readKept(key);
  if (json === null) return NONE;
  const known = parsed.get(key);
  if (known?.json === json) return known.replies;
  const replies = parse(json);
  parsed.set(key, { json, replies });
  return replies;
}

function parse(json: string): readonly WaitingReply[] {
  try {
    return JSON.parse(json) as WaitingReply[];
  } catch {
    return NONE;
  }
}
