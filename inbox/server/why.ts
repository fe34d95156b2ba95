import { useQuery } from '@tanstack/react-query';
import type { Tried, Why } from '../../api/contract/why';
import { request } from './request';

/** What led to a message, or what became of it. Read anew each time it is asked: an answer may have come since. */
export function useWhy(conversationId: string, messageId: string) {
  return useQuery({
    queryKey: ['why', conversationId, messageId],
    queryFn: () => request<Why>('GET', `/api/conversations/${conversationId}/messages/${messageId}/why`),
    refetchOnMount: 'always',
  });
}

/** What the AI answered before a handoff: it does not change any more. */
export function useTried(conversationId: string, handoffId: string) {
  return useQuery({
    queryKey: ['tried', conversationId, handoffId],
    queryFn: () => request<Tried>('GET', `/api/conversations/${conversationId}/handoffs/${handoffId}/tried`),
    staleTime: Infinity,
  });
}
