/** Levels of nesting that are kept. Real webhooks have fewer than 20; deeper ones overflow the stack of later readers. */
const MAX_DEPTH = 64;

const REPLACEMENT = '\uFFFD';

/** Replaces what Postgres refuses to store in text and jsonb: NUL and lone surrogates. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT);
}

/**
 * Copies a value that came out of `JSON.parse` so that it can be stored and stringified whatever was in it.
 * @returns `tooDeep` when something below 64 levels was cut off (replaced by null)
 */
export function cleanJson(value: unknown): { value: unknown; tooDeep: boolean } {
  let tooDeep = false;
  const copy = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return cleanText(part);
    if (typeof part !== 'object' || part === null) return part;
    if (depth === MAX_DEPTH) {
      tooDeep = true;
      return null;
    }
    if (Array.isArray(part)) return part.map((item: unknown) => copy(item, depth + 1));
    const entries = Object.entries(part).filter(([key]) => key !== '__proto__'); // a later spread must not set prototypes
    return Object.fromEntries(entries.map(([key, item]) => [cleanText(key), copy(item, depth + 1)]));
  };
  return { value: copy(value, 0), tooDeep };
}
