import type { CompiledLexicon } from './compiled-lexicon';
import { compileLexicon } from './compiled-lexicon';
import type { Language } from './languages';
import { arabic } from './lexicon/ar';
import { english } from './lexicon/en';
import { french } from './lexicon/fr';
import { german } from './lexicon/de';
import { hindi } from './lexicon/hi';
import { indonesian } from './lexicon/id';
import { italian } from './lexicon/it';
import { portuguese } from './lexicon/pt';
import { spanish } from './lexicon/es';
import { turkish } from './lexicon/tr';

/** Every language's lexicon, compiled once when the module is loaded. */
export const REQUEST_LEXICONS: Readonly<Record<Language, CompiledLexicon>> = {
  en: compileLexicon(english),
  es: compileLexicon(spanish),
  pt: compileLexicon(portuguese),
  fr: compileLexicon(french),
  de: compileLexicon(german),
  it: compileLexicon(italian),
  tr: compileLexicon(turkish),
  id: compileLexicon(indonesian),
  ar: compileLexicon(arabic),
  hi: compileLexicon(hindi),
};
