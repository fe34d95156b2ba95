import { useCallback, useEffect, useState } from 'react';
import { keep, readKept } from './kept';
import type { ReplyPlace } from './reply-store';

const keyOf = ({ teammateId, conversationId }: ReplyPlace) => `draft:${teammateId}:${conversationId}`;
const fields = new Map<string, (text: string) => void>();

/** Puts words into the reply field behind whatever was written there. */
export function addToDraft(place: ReplyPlace, words: string): void {
  const key = keyOf(place);
  const before = readKept(key) ?? '';
  const text = before.trim() === '' ? words : `${before.trimEnd()}\n\n${words}`;
  keep(key, text);
  fields.get(key)?.(text);
}

/** What a teammate has written but not sent, per conversation. The component that uses it is keyed by the conversation. */
export function useDraft({ teammateId, conversationId }: ReplyPlace): [string, (text: string) => void] {
  const key = keyOf({ teammateId, conversationId });
  const [draft, setDraft] = useState(() => readKept(key) ?? '');
  useEffect(() => {
    fields.set(key, setDraft);
    return () => void fields.delete(key);
  }, [key]);
  const write = useCallback(
    (text: string) => {
      setDraft(text);
      keep(key, text === '' ? null : text);
    },
    [key],
  );
  return [draft, write];
}
