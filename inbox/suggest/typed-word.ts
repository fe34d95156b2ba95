/** A sign and the word behind it that somebody is typing: `@an`, `/del`. */
export interface TypedWord {
  /** Where the sign stands in the text, and where the word ends. */
  from: number;
  to: number;
  /** Without the sign; may be empty. */
  query: string;
}

/** The word at the caret when `sign` begins it, after a blank or at the start: not the slash of an address or a date. */
export function typedWord(text: string, caret: number, sign: '@' | '/'): TypedWord | null {
  const [, found, query] = /(?:^|\s)([@/])([^\s@/]*)$/u.exec(text.slice(0, caret)) ?? [];
  if (found !== sign || query === undefined) return null;
  return { from: caret - query.length - 1, to: caret, query };
}
