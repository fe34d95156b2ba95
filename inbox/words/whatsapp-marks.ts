/**
 * WhatsApp's marks of emphasis, and web addresses. A mark opens at a word's start and closes at its end, on one line: "2*3*4"
 * and "snake_case_name" stay as they are.
 */
export const MARKS =
  /(?<![\p{L}\p{N}])(?:\*(?<bold>\S|\S[^*\n]*\S)\*|_(?<italic>\S|\S[^_\n]*\S)_|~(?<struck>\S|\S[^~\n]*\S)~|```(?<code>[^`]+)```)(?![\p{L}\p{N}])|(?<link>https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/gu;

/** A message's words for where there is one line and no emphasis: "*Ana:* on its way" reads "Ana: on its way". */
export function inOneLine(text: string): string {
  return withoutMarks(text).replace(/\s+/gu, ' ').trim();
}

function withoutMarks(text: string): string {
  return text.replace(MARKS, (whole: string, ...rest: unknown[]) => {
    const { bold, italic, struck, code } = rest.at(-1) as Record<string, string | undefined>;
    const inner = bold ?? italic ?? struck;
    // Marks may stand in one another.
    return inner === undefined ? (code ?? whole) : withoutMarks(inner);
  });
}
