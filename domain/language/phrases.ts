import type { Language } from './languages';
import { toLanguage } from './languages';
import { arabicPhrases } from './phrases/ar';
import { englishPhrases } from './phrases/en';
import { frenchPhrases } from './phrases/fr';
import { germanPhrases } from './phrases/de';
import { hindiPhrases } from './phrases/hi';
import { indonesianPhrases } from './phrases/id';
import { italianPhrases } from './phrases/it';
import type { Phrases } from './phrases/shape';
import { portuguesePhrases } from './phrases/pt';
import { spanishPhrases } from './phrases/es';
import { turkishPhrases } from './phrases/tr';

const PHRASES: Readonly<Record<Language, Phrases>> = {
  en: englishPhrases,
  es: spanishPhrases,
  pt: portuguesePhrases,
  fr: frenchPhrases,
  de: germanPhrases,
  it: italianPhrases,
  tr: turkishPhrases,
  id: indonesianPhrases,
  ar: arabicPhrases,
  hi: hindiPhrases,
};

/** The texts of a language given as a tag (`pt`, `pt_BR`); English for null and for any other language. */
export function phrases(language: string | null): Phrases {
  return PHRASES[toLanguage(language) ?? 'en'];
}
