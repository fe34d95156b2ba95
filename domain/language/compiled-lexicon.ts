import type { RequestLexicon } from './lexicon/request-lexicon';
import type { PatternSet } from './pattern-set';
import { compilePatterns } from './pattern-set';
import { Vocabulary } from './vocabulary';

/** The list that a business's own department names are added to. */
export const DEPARTMENT_CLASS = 'department';

export interface CompiledLexicon {
  vocabulary: Vocabulary;
  explicit: PatternSet;
  certain: PatternSet;
  callback: PatternSet;
  department: PatternSet;
  vetoes: PatternSet;
  refusals: PatternSet;
  accepts: PatternSet;
  reserves: PatternSet;
}

/** Builds the indexes of one language's lexicon; a few milliseconds. Throws if a rule names a list that does not exist. */
export function compileLexicon(source: RequestLexicon): CompiledLexicon {
  const vocabulary = new Vocabulary(source.prefixes);
  const repaired = new Set(source.repaired.split(' '));
  vocabulary.keep(source.notTypos);
  for (const [name, words] of Object.entries(source.words))
    vocabulary.add(name, words, { repaired: repaired.has(name) });
  vocabulary.add('accept', source.accepts, { repaired: false });
  vocabulary.add('reserve', source.reserves, { repaired: false });
  const compile = (rules: readonly string[]): PatternSet => compilePatterns(rules, vocabulary);
  return {
    vocabulary,
    explicit: compile(source.explicit),
    certain: compile(source.certain),
    callback: compile(source.callback),
    department: compile(source.department),
    vetoes: compile(source.vetoes),
    refusals: compile(source.refusals),
    accepts: compile(['^ <polite>{3} <accept> <accept>{4}']),
    reserves: compile(['<reserve>']),
  };
}
