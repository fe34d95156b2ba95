import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Frames in which a list that comes back into sight has its rows again. */
const FRAMES = 20;

/** For the conversation's element: whoever opened it is in it, unless they went on elsewhere meanwhile. */
export function takeFocus(element: HTMLElement | null): void {
  if (element === null || element.contains(document.activeElement) || !isFree()) return;
  element.focus({ preventScroll: true });
}

/** Going back from a conversation leads to its row in the list. */
export function useFocusReturn(openId: string | null): void {
  const last = useRef(openId);
  useEffect(() => {
    const left = last.current;
    last.current = openId;
    if (openId !== null || left === null) return undefined;
    let frame = 0;
    const look = (tries: number) => {
      if (!isFree()) return;
      const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(left)}"]`);
      if (row?.checkVisibility() === true) row.focus();
      else if (tries > 0) frame = requestAnimationFrame(() => look(tries - 1));
    };
    look(FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [openId]);
}

/** For what opens over the page: the focus goes back to where it was when this goes away. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
}

/** Nobody has put the focus anywhere but on the way in. */
function isFree(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.matches('[data-row], [data-key="n"]');
}
