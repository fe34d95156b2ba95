import { useEffect } from 'react';
import { useCounts } from '../server/conversations';

/** The tab says how many customers wait, also when another tab is in front. */
export function useTitle(): void {
  const { data: counts } = useCounts();
  const waiting = counts?.waiting ?? 0;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Baton` : 'Baton';
  }, [waiting]);
}
