/** Longest text body WhatsApp accepts, in characters. Source: Cloud API reference, text object. */
export const LONGEST_MESSAGE = 4096;

// Where a text may be cut, the best places first: paragraph, line, sentence, word.
const BREAKS = [/\n\n+/g, /\n/g, /(?<=[.!?\u2026\u3002\u061F\u0964])\s/g, /\s/g];

/**
 * Cuts a text into messages of at most `limit` characters, at the best place in the second half of each; nothing but white
 * space at the cuts is lost. An empty text gives no message.
 */
export function splitMessage(text: string, limit = LONGEST_MESSAGE): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = cutOf(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cutOf(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const pattern of BREAKS) {
    const last = [...head.matchAll(pattern)].at(-1)?.index;
    if (last !== undefined && last >= limit / 2) return last;
  }
  // No white space at all: cut between characters, never inside a surrogate pair.
  const high = text.charCodeAt(limit - 1);
  return high >= 0xd800 && high <= 0xdbff && limit > 1 ? limit - 1 : limit;
}
