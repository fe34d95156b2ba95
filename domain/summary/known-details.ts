const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;

/** Order, invoice and tracking numbers: at least four digits in a row, perhaps with letters and dashes around them. */
const NUMBER = /#?(?<![\p{L}\p{N}@.])(?:[A-Z]{1,5}-?)?\d{4,}(?:-?[A-Z\d]{1,12}){0,3}(?![\p{L}\p{N}@])/gu;

/** More than these are a pasted list. */
const MOST = 8;

/** What a customer said that a teammate would otherwise look for: e-mail addresses and numbers, as written, each once. */
export function knownDetails(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...(text.match(EMAIL) ?? []), ...(text.match(NUMBER) ?? [])]);
  return [...new Set(found)].slice(0, MOST);
}
