import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { SavedReplies, SavedReply } from '../../api/contract/saved-reply';
import { request } from './request';

const SAVED_REPLIES = ['saved replies'] as const;

export type SavedReplyFields = Pick<SavedReply, 'name' | 'text'>;

/** Words for reuse, by name, and what `{business}` stands for; read when they are first `wanted`. */
export function useSavedReplies(wanted = true) {
  return useQuery({
    queryKey: SAVED_REPLIES,
    enabled: wanted,
    queryFn: () => request<SavedReplies>('GET', '/api/saved-replies'),
  });
}

/** A new one; or, with an id, a changed one. */
export function useSaveReply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: SavedReplyFields }) =>
      id === null
        ? request<SavedReply>('POST', '/api/saved-replies', fields)
        : request<SavedReply>('PATCH', `/api/saved-replies/${id}`, fields),
    onSuccess: () => readAgain(client),
  });
}

export function useDeleteSavedReply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/api/saved-replies/${id}`),
    onSuccess: () => readAgain(client),
  });
}

function readAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: SAVED_REPLIES });
}
