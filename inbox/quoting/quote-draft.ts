import { useCallback } from 'react';
import { changeKept, useKept } from '../server/kept-value';
import type { Quote, ReplyPlace } from '../server/reply-store';

/** The message that the reply being written answers; kept like the draft itself. */
export function useQuoteDraft({
  teammateId,
  conversationId,
}: ReplyPlace): [Quote | null, (quote: Quote | null) => void] {
  const key = `quote:${teammateId}:${conversationId}`;
  const quote = useKept<Quote | null>(key, null);
  const write = useCallback((to: Quote | null) => changeKept(key, to), [key]);
  return [quote, write];
}
