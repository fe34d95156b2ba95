import type { Teammate } from '../../api/contract/teammate';

type Language = NonNullable<Teammate['language']>;

/** The languages that Baton speaks, by their own names. */
const NAMES: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  tr: 'Türkçe',
  id: 'Bahasa Indonesia',
  ar: 'العربية',
  hi: 'हिन्दी',
};

export const LANGUAGE_CHOICES = Object.entries(NAMES).map(([value, label]) => ({ value: value as Language, label }));

export function languageName(tag: string): string {
  return (NAMES as Record<string, string | undefined>)[tag] ?? tag;
}
