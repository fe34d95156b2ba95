import { useEffect } from 'react';
import type { Message } from '../../api/contract/message';
import { request } from './request';

/** Tells the API how far this teammate has read: up to the newest message, while the page is looked at. */
export function useSeen(conversationId: string, messages: readonly Message[] | undefined): void {
  const newest = messages?.findLast(({ author }) => author.kind === 'customer')?.id;
  useEffect(() => {
    if (newest === undefined) return undefined;
    const tell = () => {
      if (document.visibilityState === 'visible')
        // Only a convenience: the next message or the next visit says it again.
        request<undefined>('POST', `/api/conversations/${conversationId}/seen`, { messageId: newest }).catch(
          () => undefined,
        );
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [conversationId, newest]);
}
