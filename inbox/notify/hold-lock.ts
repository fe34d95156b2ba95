/**
 * Holds a lock that all pages of this browser share, from when it is free until the returned function is called; the browser
 * gives back that of a page that crashes. `onHeld` hears when it is held.
 */
export function holdLock(name: string, mode: LockMode, onHeld: () => void = () => undefined): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const hold = () => {
    onHeld();
    return released;
  };
  // Over plain http there are none.
  if ('locks' in navigator) navigator.locks.request(name, { mode }, hold).catch(() => undefined);
  return release;
}
