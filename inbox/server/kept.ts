/**
 * What must outlive a reload, a lost connection and a sign-in: drafts, and replies that no answer came for. Kept in the
 * browser; one that refuses storage keeps it for the life of the page.
 */
const memory = new Map<string, string>();

export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    memory.delete(key);
  } catch {
    if (value === null) memory.delete(key);
    else memory.set(key, value);
  }
}

/** Every kept key that begins with `prefix`. */
export function keptKeys(prefix: string): string[] {
  const stored = (() => {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  })();
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix));
}
