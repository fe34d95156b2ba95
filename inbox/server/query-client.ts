import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { endSession } from './me';
import { isTemporary, Refused } from './problem';

/** Reads are kept until the live events say that they changed; a temporary failure is tried again, a refusal is shown. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Refused && error.code === 'unauthenticated') endSession(client);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) => isTemporary(error) && failures < 5,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
        // `navigator.onLine` is wrong too often to be trusted with a request.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
