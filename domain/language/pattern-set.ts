import type { Match, Pattern, View } from './pattern';
import { compilePattern, matchAt } from './pattern';
import type { ClassesAt, Vocabulary } from './vocabulary';

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
  return [...matchesOf(set, view)];
}

/** The first place, in reading order, where a rule of the set matches and which `suits`; null if there is none. */
export function findMatch(set: PatternSet, view: View, suits: (match: Match) => boolean = () => true): Match | null {
  for (const match of matchesOf(set, view)) if (suits(match)) return match;
  return null;
}

function* matchesOf(set: PatternSet, view: View): Generator<Match> {
  const { tokens, classesAt } = view;
  const rulesFor = createRulesFor(set, view);
  for (let start = 0; start < tokens.length; start += 1) {
    const begins = tokens[start - 1]?.sentence !== tokens[start]?.sentence;
    const classes = classesAt[start];
    if (classes === undefined || (!begins && classes.size === 0)) continue;
    for (const pattern of rulesFor(classes, begins)) {
      const end = matchAt(pattern, view, start);
      if (end !== null) yield { start, end, pattern };
    }
  }
}

/**
 * Looks up the rules that can begin with one of a place's classes: each once, though several of its words may be among them,
 * and none that needs a word which the whole message lacks. Places of one kind are looked up once.
 */
function createRulesFor({ byFirstClass, fromStart }: PatternSet, { present }: View) {
  const isPossible = ({ parts }: Pattern): boolean =>
    parts.every(({ classes, min }) => min === 0 || classes === null || [...classes].some((name) => present.has(name)));
  const known = { begins: new Map<object, readonly Pattern[]>(), inside: new Map<object, readonly Pattern[]>() };
  return (classes: ClassesAt[number], begins: boolean): readonly Pattern[] => {
    const cache = begins ? known.begins : known.inside;
    const before = cache.get(classes);
    if (before !== undefined) return before;
    const rules = new Set(begins ? fromStart : []);
    for (const name of classes.keys()) for (const rule of byFirstClass.get(name) ?? []) rules.add(rule);
    const possible = [...rules].filter(isPossible);
    cache.set(classes, possible);
    return possible;
  };
}
