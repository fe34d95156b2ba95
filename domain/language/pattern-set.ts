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
  const { tokens, classesAt } = view;
  for (let start = 0; start < tokens.length; start += 1) {
    const begins = tokens[start - 1]?.sentence !== tokens[start]?.sentence;
    const classes = classesAt[start];
    if (!begins && (classes === undefined || classes.size === 0)) continue;
    for (const pattern of rulesFor(set, classes?.keys() ?? [], begins)) {
      const end = matchAt(pattern, view, start);
      if (end !== null) found.push({ start, end, pattern });
    }
  }
  return found;
}

/** Rules that can begin with one of `classes`; each once, though several of its words may be among them. */
function rulesFor(
  { byFirstClass, fromStart }: PatternSet,
  classes: Iterable<string>,
  begins: boolean,
): Iterable<Pattern> {
  const lists = begins && fromStart.length > 0 ? [fromStart] : [];
  for (const name of classes) {
    const rules = byFirstClass.get(name);
    if (rules) lists.push(rules);
  }
  const [only = [], ...more] = lists;
  return more.length === 0 ? only : new Set(lists.flat());
}
