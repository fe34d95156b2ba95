import type { Token } from './tokenise';
import type { ClassesAt, Vocabulary } from './vocabulary';

/**
 * A rule over words. Written as text, its parts separated by spaces:
 * `word`, `stem*`, `a|b` (either), `<class>` (a word list), `<class>|word`, `part?` (may be missing),
 * `part{3}` (up to three, may be missing), `..2` (up to two words of any kind), `^` first and `$` last word of the sentence.
 */
export interface Pattern {
  source: string;
  parts: readonly Part[];
  fromStart: boolean;
  toEnd: boolean;
}

/** Words of one of `classes`, or any words when it is null, `min` to `max` times. */
interface Part {
  classes: readonly string[] | null;
  min: 0 | 1;
  max: number;
}

/** Reads one rule; its literal words become classes of the vocabulary. Throws on a class that does not exist: a slip in a lexicon. */
export function compilePattern(source: string, vocabulary: Vocabulary): Pattern {
  const words = source.trim().split(/\s+/u);
  const parts = words.filter((word) => word !== '^' && word !== '$').map((word) => compilePart(word, vocabulary));
  return { source, parts, fromStart: words[0] === '^', toEnd: words.at(-1) === '$' };
}

function compilePart(text: string, vocabulary: Vocabulary): Part {
  const gap = /^\.\.(\d+)$/u.exec(text);
  if (gap) return { classes: null, min: 0, max: Number(gap[1]) };
  const [, body = text, mark = '', count = '1'] = /^(.*?)(\?|\{(\d+)\})?$/u.exec(text) ?? [];
  const classes = body.split('|').map((alternative) => {
    const named = /^<(.+)>$/u.exec(alternative)?.[1];
    if (named !== undefined) {
      if (!vocabulary.has(named)) throw new Error(`No word list is called ${named}: ${text}`);
      return named;
    }
    const literal = `=${alternative}`;
    vocabulary.add(literal, alternative, { repaired: false });
    return literal;
  });
  return { classes, min: mark === '' ? 1 : 0, max: Number(count) };
}

/** A message read with one language's vocabulary. */
export interface View {
  tokens: readonly Token[];
  classesAt: ClassesAt;
}

/** Where a rule matched: token positions, the end exclusive. */
export interface Match {
  start: number;
  end: number;
  pattern: Pattern;
}

/**
 * The rule's longest match from `start`, as an end position, or null. Keeps the set of positions reached after each part
 * instead of backtracking, so the work is bounded by the rule's own span: linear in the message.
 */
export function matchAt(pattern: Pattern, { tokens, classesAt }: View, start: number): number | null {
  const sentence = tokens[start]?.sentence;
  let reached = new Set([start]);
  for (const part of pattern.parts) {
    const after = new Set(part.min === 0 ? reached : []);
    let edge = reached;
    for (let times = 0; times < part.max && edge.size > 0; times += 1) {
      const next = new Set<number>();
      for (const position of edge) {
        if (tokens[position]?.sentence !== sentence) continue;
        if (part.classes === null) next.add(position + 1);
        else
          for (const name of part.classes)
            for (const length of classesAt[position]?.get(name) ?? []) next.add(position + length);
      }
      for (const position of next) after.add(position);
      edge = next;
    }
    if (after.size === 0) return null;
    reached = after;
  }
  let longest: number | null = null;
  for (const end of reached) {
    if (pattern.toEnd && tokens[end]?.sentence === sentence) continue;
    if (end > start && (longest === null || end > longest)) longest = end;
  }
  return longest;
}
