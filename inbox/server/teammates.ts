import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Teammate } from '../../api/contract/teammate';
import { useMe } from './me';
import { request } from './request';

export const TEAMMATES = ['teammates'] as const;

/** Everybody who answers customers. */
export function useTeammates() {
  return useQuery({
    queryKey: TEAMMATES,
    queryFn: () => request<{ items: Teammate[] }>('GET', '/api/teammates'),
    select: ({ items }) => items,
  });
}

/** Names a teammate; "You" for whoever is signed in. */
export function useNameOf(): (teammateId: string | null | undefined) => string {
  const { data: me } = useMe();
  const { data: teammates } = useTeammates();
  return useCallback(
    (teammateId) => {
      if (teammateId === me?.id) return 'You';
      // Somebody who left the team is in old conversations, but no longer in the list.
      if (teammates === undefined) return '…';
      return teammates.find(({ id }) => id === teammateId)?.name ?? 'A former teammate';
    },
    [me, teammates],
  );
}
