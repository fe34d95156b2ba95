import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../api/contract/api-key';
import { request } from './request';

const API_KEYS = ['api keys'] as const;

export type Scope = ApiKey['scopes'][number];

export interface NewKey {
  name: string;
  teammateId: string;
  scopes: Scope[];
}

/** The keys in force, newest first. Only for owners. */
export function useApiKeys() {
  return useQuery({
    queryKey: API_KEYS,
    queryFn: () => request<{ items: ApiKey[] }>('GET', '/api/api-keys'),
    select: ({ items }) => items,
    refetchOnMount: 'always',
  });
}

/** Makes a key. Its answer is the only time that the key itself is told, so it stays out of every cache. */
export function useMakeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: NewKey) => request<{ id: string; key: string }>('POST', '/api/api-keys', key),
    gcTime: 0,
    onSuccess: () => void client.invalidateQueries({ queryKey: API_KEYS }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/api/api-keys/${id}`),
    onSuccess: (_nothing, id) => {
      client.setQueryData<{ items: ApiKey[] }>(
        API_KEYS,
        (known) => known && { ...known, items: known.items.filter((key) => key.id !== id) },
      );
      void client.invalidateQueries({ queryKey: API_KEYS });
    },
  });
}
