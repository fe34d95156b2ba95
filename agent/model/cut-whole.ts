/** The beginning of a text, at most `limit` UTF-16 units, without half a character at its end. */
export function cutWhole(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
