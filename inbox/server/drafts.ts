import { useCallback, useState } from 'react';
import { keep, readKept } from './kept';
import type { ReplyPlace } from './reply-store';

/** What a teammate has written but not sent, per conversation. The component that uses it is keyed by the conversation. */
export function useDraft({ teammateId, conversationId }: ReplyPlace): [string, (text: string) => void] {
  const key = `draft:${teammateId}:${conversationId}`;
  const [draft, setDraft] = useState(() => readKept(key) ?? '');
  const write = useCallback(
    (text: string) => {
      setDraft(text);
      keep(key, text === '' ? null : text);
    },
    [key],
  );
  return [draft, write];
}
