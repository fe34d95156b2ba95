import { useEffect } from 'react';
import { holdLock } from './hold-lock';

/** Shared by every page of this browser that is in sight. */
const LOCK = 'a page of Baton is in sight';

/** Tells this browser's other pages, for as long as the calling component lives, whether this one is in sight. */
export function useInSight(): void {
  useEffect(() => {
    let release: (() => void) | null = null;
    const follow = () => {
      if (document.visibilityState !== 'visible') {
        release?.();
        release = null;
      } else release ??= holdLock(LOCK, 'shared');
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      release?.();
    };
  }, []);
}

/** Whether this page or another one of this browser is in sight: it shows what is new by itself. */
export async function isInSight(): Promise<boolean> {
  if (document.visibilityState === 'visible') return true;
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === LOCK);
}
