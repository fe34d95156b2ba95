import { useSyncExternalStore } from 'react';
import { keep, readKept } from './kept';

const listeners = new Set<() => void>();
const parsed = new Map<string, { json: string; value: unknown }>();

/** What is kept under a key, shared by everything on the page that shows it, and by other tabs; else `none`. */
export function useKept<Value>(key: string, none: Value): Value {
  return useSyncExternalStore(subscribeToKept, () => keptValue(key, none));
}

/** The same value while nothing changed, as React's store wants. */
export function keptValue<Value>(key: string, none: Value): Value {
  const json = readKept(key);
  if (json === null) return none;
  const known = parsed.get(key);
  const value = known?.json === json ? known.value : parse(json);
  parsed.set(key, { json, value });
  return value === null ? none : (value as Value);
}

export function changeKept(key: string, value: unknown): void {
  keep(key, value === null ? null : JSON.stringify(value));
  for (const listener of listeners) listener();
}

export function subscribeToKept(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of the same browser.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
