import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Shows a message once it is on the page: in the middle and with the focus, so that it is also read aloud. */
export function useShownHit(container: RefObject<HTMLElement | null>, messageId: string | null, isRead: boolean): void {
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!isRead || messageId === null || shown.current === messageId) return;
    const message = container.current?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(messageId)}"]`);
    if (message == null) return;
    shown.current = messageId;
    message.scrollIntoView({ block: 'center' });
    // Nobody's typing is interrupted.
    if (document.activeElement?.matches('input, textarea') !== true) message.focus({ preventScroll: true });
  });
}
