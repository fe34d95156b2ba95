import { useEffect, useRef } from 'react';
import { holdLock } from './hold-lock';
import { playSound } from './play-sound';

const LOCK = 'the page of Baton that sounds';

/** Plays the sound if it is this page that does so: of all of this browser's pages one, however many hear the same news. */
export function useSound(): () => void {
  const isOurs = useRef(false);
  useEffect(() => {
    // Over plain http pages have no way to agree: each sounds.
    isOurs.current = !('locks' in navigator);
    return holdLock(LOCK, 'exclusive', () => (isOurs.current = true));
  }, []);
  return () => {
    if (isOurs.current) playSound();
  };
}
