import type { Language } from './languages';
import type { PatternSet } from './pattern-set';
import { compilePatterns } from './pattern-set';
import { arabicUpset } from './upset-words/ar';
import { englishUpset } from './upset-words/en';
import { frenchUpset } from './upset-words/fr';
import { germanUpset } from './upset-words/de';
import { hindiUpset } from './upset-words/hi';
import { indonesianUpset } from './upset-words/id';
import { italianUpset } from './upset-words/it';
import { portugueseUpset } from './upset-words/pt';
import { spanishUpset } from './upset-words/es';
import { turkishUpset } from './upset-words/tr';
import type { UpsetLexicon } from './upset-words/upset-lexicon';
import { Vocabulary } from './vocabulary';

interface CompiledUpsetLexicon {
  vocabulary: Vocabulary;
  strong: PatternSet;
  medium: PatternSet;
  weak: PatternSet;
  mild: PatternSet;
  calm: PatternSet;
}

function compile({ words, strong, medium, weak, mild, calm }: UpsetLexicon): CompiledUpsetLexicon {
  const vocabulary = new Vocabulary();
  for (const [name, entries] of Object.entries(words)) vocabulary.add(name, entries, { repaired: false });
  return {
    vocabulary,
    strong: compilePatterns(strong, vocabulary),
    medium: compilePatterns(medium, vocabulary),
    weak: compilePatterns(weak, vocabulary),
    mild: compilePatterns(mild, vocabulary),
    calm: compilePatterns(calm, vocabulary),
  };
}

/** Every language's words of anger, compiled once when the module is loaded. */
export const UPSET_LEXICONS: Readonly<Record<Language, CompiledUpsetLexicon>> = {
  en: compile(englishUpset),
  es: compile(spanishUpset),
  pt: compile(portugueseUpset),
  fr: compile(frenchUpset),
  de: compile(germanUpset),
  it: compile(italianUpset),
  tr: compile(turkishUpset),
  id: compile(indonesianUpset),
  ar: compile(arabicUpset),
  hi: compile(hindiUpset),
};
