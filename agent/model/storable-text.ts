/** A model's text without what Postgres refuses in text and jsonb: NUL, and halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
