import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HandoffSettings, OnCall } from '../../api/contract/settings';
import { request } from './request';

const HANDOFF_SETTINGS = ['handoff settings'] as const;
const ON_CALL = ['on call'] as const;

/** Who receives handoffs, and what customers are told then. */
export function useHandoffSettings() {
  return useQuery({ queryKey: HANDOFF_SETTINGS, queryFn: readHandoffSettings, refetchOnMount: 'always' });
}

/** Changes what is given. The rest is read just before, so that two owners who change different things both succeed. */
export function useSaveHandoffSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: Partial<HandoffSettings>) =>
      request<HandoffSettings>('PUT', '/api/settings/handoff', { ...(await readHandoffSettings()), ...change }),
    onSuccess: (saved) => client.setQueryData(HANDOFF_SETTINGS, saved),
  });
}

export function useOnCall() {
  return useQuery({
    queryKey: ON_CALL,
    queryFn: () => request<OnCall>('GET', '/api/on-call'),
    refetchOnMount: 'always',
  });
}

export function useSaveOnCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (onCall: OnCall) => request<OnCall>('PUT', '/api/on-call', onCall),
    onSuccess: (saved) => client.setQueryData(ON_CALL, saved),
  });
}

function readHandoffSettings(): Promise<HandoffSettings> {
  return request<HandoffSettings>('GET', '/api/settings/handoff');
}
