import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Note } from '../../api/contract/note';
import { isTemporary } from './problem';
import { request } from './request';

const PAGE = 200;

export const notesKey = (conversationId: string) => ['notes', conversationId] as const;

/** What teammates told one another in a conversation, oldest first; the latest 200. */
export function useNotes(conversationId: string) {
  return useQuery({
    queryKey: notesKey(conversationId),
    queryFn: () => request<{ items: Note[] }>('GET', `/api/conversations/${conversationId}/notes?limit=${PAGE}`),
    select: ({ items }) => items.toReversed(),
  });
}

/** Adds a note; tried again under the same id until an answer comes. */
export function useAddNote(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: { clientId: string; text: string; mentions: string[] }) =>
      request<Note>('POST', `/api/conversations/${conversationId}/notes`, note),
    retry: (_failures, error) => isTemporary(error),
    retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
    onSuccess: (added) =>
      client.setQueryData<{ items: Note[] }>(
        notesKey(conversationId),
        (known) => known && { ...known, items: [added, ...known.items.filter(({ id }) => id !== added.id)] },
      ),
  });
}
