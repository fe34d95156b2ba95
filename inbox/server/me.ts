import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Me, WhoIsIn } from '../../api/contract/sign-in';
import { request } from './request';

export const ME = ['me'] as const;
const ENDED = ['session ended'] as const;
const CHANGES_AFTER = ['changes after'] as const;

/** The API refused somebody who was signed in: the sign-in takes the page's place, and what was written is kept. */
export function endSession(client: QueryClient): void {
  if (client.getQueryData(ME) != null) client.setQueryData(ENDED, true);
  client.setQueryData(ME, null);
}

/** Whether the session ended without a sign-out. */
export function useHasEnded(): boolean {
  return useQueryClient().getQueryData(ENDED) === true;
}

/** From where on the live events tell whatever changed about what this page has read; null when that is not known. */
export function changesAfter(client: QueryClient): string | null {
  return client.getQueryData<string | null>(CHANGES_AFTER) ?? null;
}

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: async ({ client }) => {
      const { me, changesAfter: place } = await request<WhoIsIn>('GET', '/api/sign-in');
      client.setQueryData(CHANGES_AFTER, place);
      return me;
    },
    staleTime: Infinity,
  });
}

/** Asks for a mail with a link and a code. Answers the same whether or not the address is known. */
export function useRequestSignIn() {
  return useMutation({
    mutationFn: (asked: { email: string; next: string | null }) =>
      request<undefined>('POST', '/api/sign-in', {
        email: asked.email,
        ...(asked.next === null ? {} : { next: asked.next }),
      }),
  });
}

export type Proof = { token: string } | { email: string; code: string };

/** Signs in. */
export function useRedeem() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proof: Proof) => request<{ me: Me; next: string | null }>('POST', '/api/sign-in/redeem', proof),
    onSuccess: ({ me }) => become(client, me),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      request<undefined>('POST', where === 'here' ? '/api/sign-out' : '/api/sign-out-everywhere'),
    onSuccess: () => become(client, null),
  });
}

/** What the last person was shown is forgotten. */
function become(client: QueryClient, me: Me | null): void {
  client.setQueryData(ME, me);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}
