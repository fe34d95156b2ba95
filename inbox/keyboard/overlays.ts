import { useSyncExternalStore } from 'react';

export type Overlay = 'help' | 'palette';

let shown: Overlay | null = null;
const listeners = new Set<() => void>();

/** Shows the help or the palette over whatever is open; null shows neither. */
export function showOverlay(overlay: Overlay | null): void {
  shown = overlay;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
