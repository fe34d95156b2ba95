import type { Match, Pattern, View } from './pattern';
import { compilePattern, matchAt } from './pattern';
import type { Vocabulary } from './vocabulary';

/** Rules indexed by the word class they begin with, so that most words of a message try none of them. */
export interface PatternSet {
  byFirstClass: ReadonlyMap<string, readonly Pattern[]>;
  fromStart: readonly Pattern[];
}

/** Compiles rules; see `pattern.ts` for how they are written. A rule begins with a word, not with a gap. */
export function compilePatterns(sources: readonly string[], vocabulary: Vocabulary): PatternSet {
  const byFirstClass = new Map<string, Pattern[]>();
  const fromStart: Pattern[] = [];
  for (const source of sources) {
    const pattern = compilePattern(source, vocabulary);
    if (pattern.fromStart) fromStart.push(pattern);
    else for (const name of firstClasses(pattern)) byFirstClass.set(name, [...(byFirstClass.get(name) ?? []), pattern]);
  }
  return { byFirstClass, fromStart };
}

function firstClasses(pattern: Pattern): Set<string> {
  const names = new Set<string>();
  for (const part of pattern.parts) {
    for (const name of part.classes ?? []) names.add(name);
    if (part.min === 1) break;
  }
  return names;
}

/** Every place where a rule of the set matches, in reading order. */
export function findMatches(set: PatternSet, view: View): Match[] {
  const found: Match[] = [];
  view.tokens.forEach((token, start) => {
    const begins = view.tokens[start - 1]?.sentence !== token.sentence;
    if (!begins && view.classesAt[start]?.size === 0) return;
    const tried = new Set<Pattern>();
    if (begins) for (const pattern of set.fromStart) tried.add(pattern);
    for (const name of view.classesAt[start]?.keys() ?? [])
      for (const pattern of set.byFirstClass.get(name) ?? []) tried.add(pattern);
    for (const pattern of tried) {
      const end = matchAt(pattern, view, start);
      if (end !== null) found.push({ start, end, pattern });
    }
  });
  return found;
}
