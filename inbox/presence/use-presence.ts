import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LivePresence } from '../../api/contract/presence';
import { sayGone, sayLeft, sayOpen } from './say-presence';

type Present = LivePresence['teammates'];

const BEAT_MS = 10_000;
const NOBODY: Present = [];

export const presenceKey = (conversationId: string) => ['presence', conversationId] as const;

/** Says that this page has the conversation open, for as long as the calling component lives and somebody looks at it. */
export function useBeat(conversationId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const beat = () => {
      if (document.visibilityState !== 'visible') return;
      void sayOpen(conversationId).then((presence) => {
        // Without an answer nobody knows who is there, and live events may be missing too.
        client.setQueryData(presenceKey(conversationId), presence?.teammates ?? NOBODY);
      });
    };
    const gone = () => sayGone(conversationId);
    beat();
    const timer = setInterval(beat, BEAT_MS);
    document.addEventListener('visibilitychange', beat);
    window.addEventListener('pagehide', gone);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      window.removeEventListener('pagehide', gone);
      sayLeft(conversationId);
    };
  }, [client, conversationId]);
}

/** The colleagues who have the conversation open; `typing` are those who write in it. Kept up to date by the live events. */
export function useOthersHere(conversationId: string, myId: string): Present {
  const { data = NOBODY } = useQuery<Present>({ queryKey: presenceKey(conversationId), queryFn: skipToken });
  return data.filter(({ teammateId }) => teammateId !== myId);
}
