/**
 * Which part of a set a message belongs to: rules and weights may be improved by looking at `tuned`, `reported` is only counted.
 * By a hash of the text (FNV-1a), so that a message stays in its part whatever is added around it.
 */
export function partOf(text: string): 'tuned' | 'reported' {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash >>> 7) ^ hash) & 1 ? 'reported' : 'tuned';
}
