/** The languages the rules below are written for, as ISO 639-1 codes. Any other language is left to the model. */
export const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'tr', 'id', 'ar', 'hi'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Reads a tag such as `pt`, `pt_BR` or `pt-BR` as one of our languages; null when it is none of them. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const code = tag?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === code) ?? null;
}
