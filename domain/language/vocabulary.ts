import { isOneTypoAway } from './typo';
import type { Token } from './tokenise';
import { tokenise } from './tokenise';

/** A word list entry: the words after its first one, and the class that it belongs to. */
interface Entry {
  rest: readonly Word[];
  className: string;
}

/** One word of an entry; a stem stands for every word that begins with it. */
interface Word {
  text: string;
  isStem: boolean;
}

/** A word of one message, looked up. */
interface KnownWord {
  forms: readonly string[];
  entries: readonly Entry[];
  /** Whether no entry has a second word. */
  isAlone: boolean;
  /** Positions of the entries of several words, by their second word; those with a stem there apart. */
  byNext: ReadonlyMap<string, readonly number[]>;
  byNextStem: readonly number[];
  /** Its classes, by which entries of several words match. */
  kinds: Map<string, ReadonlyMap<string, number>>;
}

/** For a position in a message: how many words an entry of each class covers from here; bit n is set for n words. */
export type ClassesAt = readonly ReadonlyMap<string, number>[];

/** Adds words to a class for one message only (a business's own department names). */
export interface ExtraWords {
  className: string;
  phrases: readonly string[];
}

const SHORTEST_STEM = 2;
const LONGEST_STEM = 14;
const SHORTEST_REPAIRED = 5;
const ONE_WORD = 1 << 1;
const ARTICLE = 'ال';

/** Class of every token that is a number. */
const NUMBER_CLASS = 'number';

const NO_CLASSES: ReadonlyMap<string, number> = new Map();
const NONE: readonly number[] = [];

/** Word lists of one language, indexed by their first word so that a message is looked up in one pass. */
export class Vocabulary {
  private readonly exact = new Map<string, Entry[]>();
  private readonly stems = new Map<string, Entry[]>();
  private readonly repairable = new Map<string, Set<string>>();
  private readonly classes = new Set<string>([NUMBER_CLASS]);
  private readonly neverRepaired = new Set<string>();

  constructor(private readonly prefixes: readonly string[] = []) {}

  /** Adds comma-separated entries: several words make one entry, a trailing `*` makes a stem. Repaired ones also match with one typo. */
  add(className: string, entries: string, { repaired }: { repaired: boolean }): void {
    this.classes.add(className);
    for (const entry of entries.split(',')) this.addEntry(className, entry.trim(), repaired);
  }

  has(className: string): boolean {
    return this.classes.has(className);
  }

  /** Real words that look like a typo of one of ours. */
  keep(words: string): void {
    for (const word of words.split(/[\s,]+/u)) this.neverRepaired.add(word);
  }

  private addEntry(className: string, entry: string, repaired: boolean): void {
    for (const spelling of this.spellings(entry)) {
      const [first, ...rest] = spelling;
      if (!first) continue;
      const index = first.isStem ? this.stems : this.exact;
      const entries = index.get(first.text);
      if (entries === undefined) index.set(first.text, [{ rest, className }]);
      else entries.push({ rest, className });
      if (!repaired || first.isStem || first.text.length < SHORTEST_REPAIRED || !/^[a-z]+$/u.test(first.text)) continue;
      const initial = first.text.slice(0, 1);
      const words = this.repairable.get(initial);
      if (words === undefined) this.repairable.set(initial, new Set([first.text]));
      else words.add(first.text);
    }
  }

  /** Finds every class at every position of a message. */
  classify(tokens: readonly Token[], extra?: ExtraWords): ClassesAt {
    const extraEntries = new Map<string, Entry[]>();
    for (const phrase of extra?.phrases ?? []) {
      const [first, ...rest] = tokenise(phrase).map((token) => ({ text: token.forms[0] ?? '', isStem: false }));
      if (first && extra)
        extraEntries.set(first.text, [...(extraEntries.get(first.text) ?? []), { rest, className: extra.className }]);
    }
    // Words recur in a long message: each is looked up once, and places of one kind share one object.
    const words = new Map<string, KnownWord>();
    const kinds = new Map<string, ReadonlyMap<string, number>>();
    const known = tokens.map((token) => {
      const spelling = token.forms.length === 1 ? (token.forms[0] ?? '') : token.forms.join(' ');
      const before = words.get(spelling);
      if (before !== undefined) return before;
      const word = knownWord(this.forms(token), this.entriesFor(token, extraEntries));
      words.set(spelling, word);
      return word;
    });
    const message = { tokens, words: known };
    return known.map((word, position) => {
      const matching = continuations(message, position);
      // Which of a word's own entries match tells the classes, and few combinations of them occur.
      const key = matching.length === 0 ? '' : matching.join(' ');
      const before = word.kinds.get(key);
      if (before !== undefined) return before;
      const classes = classesOf(word, new Set(matching));
      const kind = [...classes].join(' ');
      const shared = kinds.get(kind) ?? classes;
      kinds.set(kind, shared);
      word.kinds.set(key, shared);
      return shared;
    });
  }

  private entriesFor(token: Token, extraEntries: Map<string, Entry[]>): Entry[] {
    const found: Entry[] = [];
    for (const form of this.forms(token)) {
      found.push(...(this.exact.get(form) ?? []), ...(extraEntries.get(form) ?? []));
      const longest = this.stems.size === 0 ? 0 : Math.min(form.length, LONGEST_STEM);
      for (let length = SHORTEST_STEM; length <= longest; length += 1)
        found.push(...(this.stems.get(form.slice(0, length)) ?? []));
    }
    return found.length > 0 ? found : this.repair(token).flatMap((word) => this.exact.get(word) ?? []);
  }

  private repair(token: Token): string[] {
    const form = token.forms[0] ?? '';
    if (form.length < SHORTEST_REPAIRED - 1 || this.neverRepaired.has(form)) return [];
    return [...(this.repairable.get(form.slice(0, 1)) ?? [])].filter((word) => isOneTypoAway(form, word));
  }

  /** The token's spellings, also without the particles that Arabic writes together with the word. */
  private forms(token: Token): readonly string[] {
    if (this.prefixes.length === 0) return token.forms;
    const bare = token.forms.flatMap((form) =>
      this.prefixes
        .filter((prefix) => form.startsWith(prefix) && form.length > prefix.length + 1)
        .map((prefix) => form.slice(prefix.length)),
    );
    return [...token.forms, ...bare];
  }

  /** An entry's words; also as typed on a keyboard without umlauts, and without an Arabic article. */
  private spellings(entry: string): Word[][] {
    // Most entries are this plain, and every start of the product reads thousands.
    if (PLAIN_WORD.test(entry)) return [[readPlainWord(entry)]];
    const digraphs = entry.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
    const bare = this.prefixes.includes(ARTICLE) ? entry.replace(/^ال(?=..)/u, '') : entry;
    return [...new Set([entry, digraphs, bare])].map(readWords);
  }
}

function knownWord(forms: readonly string[], entries: readonly Entry[]): KnownWord {
  const byNext = new Map<string, number[]>();
  const byNextStem: number[] = [];
  for (const [at, { rest }] of entries.entries()) {
    const [next] = rest;
    if (next?.isStem === true) byNextStem.push(at);
    else if (next !== undefined) byNext.set(next.text, [...(byNext.get(next.text) ?? []), at]);
  }
  const isAlone = byNext.size === 0 && byNextStem.length === 0;
  return { forms, entries, isAlone, byNext, byNextStem, kinds: new Map() };
}

/** A message with its words looked up. */
interface Known {
  tokens: readonly Token[];
  words: readonly KnownWord[];
}

/** Which of a word's entries of several words stand at its place in the message, in their order. */
function continuations(message: Known, position: number): readonly number[] {
  const word = message.words[position];
  const next = message.words[position + 1];
  if (word === undefined || next === undefined || word.isAlone) return NONE;
  if (message.tokens[position + 1]?.sentence !== message.tokens[position]?.sentence) return NONE;
  let matching = NONE;
  for (const form of next.forms) matching = matchingOf(word.byNext.get(form), matching, message, position);
  matching = matchingOf(word.byNextStem, matching, message, position);
  return matching.length < 2 ? matching : [...new Set(matching)].sort((one, other) => one - other);
}

/** `found` and those of `likely` whose words all follow. Plain loops: this runs for every word of a message. */
function matchingOf(
  likely: readonly number[] = NONE,
  found: readonly number[],
  message: Known,
  position: number,
): readonly number[] {
  let all = found;
  for (const at of likely) if (follows(message, position, at)) all = [...all, at];
  return all;
}

function follows({ tokens, words }: Known, position: number, entry: number): boolean {
  const sentence = tokens[position]?.sentence;
  let place = position;
  for (const part of words[position]?.entries[entry]?.rest ?? []) {
    place += 1;
    if (tokens[place]?.sentence !== sentence || !isWord(words[place]?.forms ?? [], part)) return false;
  }
  return true;
}

function isWord(forms: readonly string[], { text, isStem }: Word): boolean {
  for (const form of forms) if (isStem ? form.startsWith(text) : form === text) return true;
  return false;
}

/** The classes of a place where these of the word's entries of several words match. */
function classesOf({ forms, entries }: KnownWord, matching: ReadonlySet<number>): ReadonlyMap<string, number> {
  const isNumber = /^\d/u.test(forms[0] ?? '');
  if (entries.length === 0 && !isNumber) return NO_CLASSES;
  const found = new Map<string, number>();
  for (const [at, { rest, className }] of entries.entries())
    if (rest.length === 0 || matching.has(at))
      found.set(className, (found.get(className) ?? 0) | (1 << (rest.length + 1)));
  if (isNumber) found.set(NUMBER_CLASS, ONE_WORD);
  return found;
}

function readWords(entry: string): Word[] {
  return entry.split(/\s+/u).flatMap((part) =>
    PLAIN_WORD.test(part)
      ? [readPlainWord(part)]
      : tokenise(part.replace(/\*$/u, '')).map((token) => ({
          text: token.forms[0] ?? '',
          isStem: part.endsWith('*'),
        })),
  );
}

/** What no spelling changes: no letter three times in a row. */
const PLAIN_WORD = /^(?:([a-z0-9])(?!\1\1))+\*?$/;

function readPlainWord(word: string): Word {
  const isStem = word.endsWith('*');
  return { text: isStem ? word.slice(0, -1) : word, isStem };
}
