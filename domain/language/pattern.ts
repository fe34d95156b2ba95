import type { Token } from './tokenise';
import type { ClassesAt, ExtraWords, Vocabulary } from './vocabulary';

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
  classes: ReadonlySet<string> | null;
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
    if (!vocabulary.has(literal)) vocabulary.add(literal, alternative, { repaired: false });
    return literal;
  });
  return { classes: new Set(classes), min: mark === '' ? 1 : 0, max: Number(count) };
}

/** A message read with one language's vocabulary. */
export interface View {
  tokens: readonly Token[];
  classesAt: ClassesAt;
  /** Every class that some place of the message has. */
  present: ReadonlySet<string>;
}

/** Reads a message with `vocabulary`, and with a business's own words. */
export function viewOf(tokens: readonly Token[], vocabulary: Vocabulary, extra?: ExtraWords): View {
  const classesAt = vocabulary.classify(tokens, extra);
  const present = new Set<string>();
  for (const classes of new Set(classesAt)) for (const name of classes.keys()) present.add(name);
  return { tokens, classesAt, present };
}

/** The same message cut at commas as well as at sentences. */
export function clausesOf(view: View): View {
  return { ...view, tokens: view.tokens.map((token) => ({ ...token, sentence: token.clause })) };
}

/** Where a rule matched: token positions, the end exclusive. */
export interface Match {
  start: number;
  end: number;
  pattern: Pattern;
}

/** Words that one match may span; positions are kept as the bits of one number. */
const LONGEST_SPAN = 30;

/**
 * The rule's longest match from `start`, as an end position, or null. Keeps the set of positions reached after each part
 * instead of backtracking, so the work is bounded by the rule's own span: linear in the message.
 */
export function matchAt(pattern: Pattern, view: View, start: number): number | null {
  const room = roomAfter(view.tokens, start);
  const inside = 2 ** (room + 1) - 1;
  let reached = 1;
  for (const part of pattern.parts) {
    let after = part.min === 0 ? reached : 0;
    let edge = reached;
    for (let times = 0; times < part.max && edge !== 0; times += 1) {
      edge = stepOver(part, view.classesAt, start, edge) & inside;
      after |= edge;
    }
    if (after === 0) return null;
    reached = after;
  }
  const longest = 31 - Math.clz32(pattern.toEnd ? reached & (1 << room) : reached);
  return longest > 0 ? start + longest : null;
}

/** Words from `start` to the end of its sentence. */
function roomAfter(tokens: readonly Token[], start: number): number {
  const sentence = tokens[start]?.sentence;
  let room = 0;
  while (room < LONGEST_SPAN && tokens[start + room]?.sentence === sentence) room += 1;
  return room;
}

/** Positions after one more word, or one more entry of a word list, from each of `edge`; bit n means n words after `start`. */
function stepOver({ classes }: Part, classesAt: ClassesAt, start: number, edge: number): number {
  if (classes === null) return edge << 1;
  let next = 0;
  for (let rest = edge; rest !== 0; rest &= rest - 1) {
    const offset = 31 - Math.clz32(rest & -rest);
    for (const [name, lengths] of classesAt[start + offset] ?? []) if (classes.has(name)) next |= lengths << offset;
  }
  return next;
}
