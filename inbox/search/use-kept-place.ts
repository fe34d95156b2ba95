import { useLayoutEffect, useRef, type RefObject } from 'react';

interface Shown {
  found: string | null;
  newestId: string | undefined;
  /** Whether later messages than these are not on the page yet. */
  isPart: boolean;
}

/**
 * Keeps a reader at the lower end of a part where they are while later messages are put below. The history sticks to its
 * bottom, which would throw them to the end of what was added, and from there on to the end of everything.
 */
export function useKeptPlace(column: RefObject<HTMLElement | null>, { found, newestId, isPart }: Shown): void {
  const before = useRef({ found, newestId, isPart, height: 0 });
  useLayoutEffect(() => {
    const scroller = column.current?.parentElement;
    if (scroller == null) return;
    const was = before.current;
    const isAdded = was.isPart && was.found === found && was.newestId !== newestId;
    if (isAdded && Math.abs(scroller.scrollTop) < 1) scroller.scrollTo({ top: was.height - scroller.scrollHeight });
    before.current = { found, newestId, isPart, height: scroller.scrollHeight };
  });
}
