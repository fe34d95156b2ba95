/** At most `max` units, ending in an ellipsis when something was cut; never splits a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/**
 * One line for a subject: line breaks would let text become a header, and direction marks would let it pose as other text.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * Breaks what mail programs turn into links by themselves, with a joiner of no width: the customer's words come with the
 * authority of our mail, and nothing in them is to be clicked.
 */
export function withoutLinks(text: string): string {
  return text
    .replace(/:(?=\/\/)/g, ':\u200C')
    .replace(/(?<=[\p{L}\p{N}])([.@])(?=[\p{L}\p{N}-]*\p{L})/gu, '$1\u200C')
    .replace(/(?<=\b(?:mailto|tel|javascript)):/gi, ':\u200C');
}
