import { useCallback, useRef, useState } from 'react';
import { newClientId } from './commands';
import { keep, readKept } from './kept';
import type { ReplyPlace } from './reply-store';

const keyOf = ({ teammateId, conversationId }: ReplyPlace) => `note:${teammateId}:${conversationId}`;

interface Kept {
  text: string;
  /** Under which these very words were sent, when no answer has come yet. */
  sent: { text: string; clientId: string } | null;
}

const NONE: Kept = { text: '', sent: null };

export function hasNoteDraft(place: ReplyPlace): boolean {
  return read(keyOf(place)).text !== '';
}

/**
 * A note that is not stored yet, apart from the draft of a reply: words for the team must not slip into one for the
 * customer. Also how to write it, and the click's id: the same for the same words, also after a reload, so that a lost
 * answer makes no second note. The component that uses it is keyed by the conversation.
 */
export function useNoteDraft(place: ReplyPlace): [string, (text: string) => void, (text: string) => string] {
  const key = keyOf(place);
  const [draft, setDraft] = useState(() => read(key).text);
  const sent = useRef(read(key).sent);
  const write = useCallback(
    (text: string) => {
      setDraft(text);
      if (text === '') sent.current = null;
      keep(key, text === '' ? null : JSON.stringify({ text, sent: sent.current } satisfies Kept));
    },
    [key],
  );
  const clientIdOf = useCallback(
    (text: string) => {
      if (sent.current?.text !== text) sent.current = { text, clientId: newClientId() };
      keep(key, JSON.stringify({ text, sent: sent.current } satisfies Kept));
      return sent.current.clientId;
    },
    [key],
  );
  return [draft, write, clientIdOf];
}

function read(key: string): Kept {
  const json = readKept(key);
  if (json === null) return NONE;
  try {
    return JSON.parse(json) as Kept;
  } catch {
    return NONE;
  }
}
