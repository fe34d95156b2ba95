import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Me } from '../../api/contract/sign-in';
import type { Teammate } from '../../api/contract/teammate';
import { ME } from './me';
import { request } from './request';
import { TEAMMATES } from './teammates';

/** What an owner decides about a teammate. */
export type TeammateFields = Omit<Teammate, 'id' | 'isLastResort'>;

/** What teammates decide about themselves. */
export type MyFields = Pick<Teammate, 'name' | 'publicName' | 'timeZone' | 'language'>;

/** A new teammate, who is mailed a link; or, with an id, a changed one. */
export function useSaveTeammate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: TeammateFields }) =>
      id === null
        ? request<Teammate>('POST', '/api/teammates', fields)
        : request<Teammate>('PATCH', `/api/teammates/${id}`, fields),
    onSuccess: (saved) => showTeammate(client, saved),
  });
}

export function useDeactivateTeammate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/api/teammates/${id}`),
    // Settings and conversations that named them name somebody else now.
    onSuccess: () => void client.invalidateQueries(),
  });
}

/** A link that signs the teammate in, once: whoever has it is the teammate. */
export function useMakeSignInLink() {
  return useMutation({
    mutationFn: (id: string) =>
      request<{ url: string; expiresAt: string }>('POST', `/api/teammates/${id}/sign-in-link`),
  });
}

export function useSaveMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: MyFields) => request<Me>('PATCH', '/api/me', fields),
    onSuccess: (me) => {
      client.setQueryData(ME, me);
      void client.invalidateQueries({ queryKey: TEAMMATES });
    },
  });
}

function showTeammate(client: QueryClient, saved: Teammate): void {
  client.setQueryData<{ items: Teammate[] }>(TEAMMATES, (known) => {
    if (known === undefined) return undefined;
    const isKnown = known.items.some(({ id }) => id === saved.id);
    const items = isKnown ? known.items.map((one) => (one.id === saved.id ? saved : one)) : [saved, ...known.items];
    return { ...known, items };
  });
  if (client.getQueryData<Me | null>(ME)?.id === saved.id) void client.invalidateQueries({ queryKey: ME });
}
