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
    const words = new Map<string, { entries: Entry[]; alone: ReadonlyMap<string, number> | null }>();
    const kinds = new Map<string, ReadonlyMap<string, number>>();
    const shared = (classes: ReadonlyMap<string, number>) => {
      const kind = [...classes].join(' ');
      const same = kinds.get(kind) ?? classes;
      kinds.set(kind, same);
      return same;
    };
    return tokens.map((token, position) => {
      const spelling = token.forms.length === 1 ? (token.forms[0] ?? '') : token.forms.join(' ');
      let word = words.get(spelling);
      if (word === undefined) {
        const entries = this.entriesFor(token, extraEntries);
        const isAlone = entries.every(({ rest }) => rest.length === 0);
        word = { entries, alone: isAlone ? shared(this.classesOf(entries, tokens, position)) : null };
        words.set(spelling, word);
      }
      return word.alone ?? shared(this.classesOf(word.entries, tokens, position));
    });
  }

  /** Which of `entries` stand at a place of the message. */
  private classesOf(
    entries: readonly Entry[],
    tokens: readonly Token[],
    position: number,
  ): ReadonlyMap<string, number> {
    const token = tokens[position];
    const isNumber = /^\d/u.test(token?.forms[0] ?? '');
    if (token === undefined || (entries.length === 0 && !isNumber)) return NO_CLASSES;
    const found = new Map<string, number>();
    for (const { rest, className } of entries) {
      if (!rest.every((word, i) => this.isWord(tokens[position + 1 + i], word, token.sentence))) continue;
      found.set(className, (found.get(className) ?? 0) | (1 << (rest.length + 1)));
    }
    if (isNumber) found.set(NUMBER_CLASS, ONE_WORD);
    return found;
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

  private isWord(token: Token | undefined, word: Word, sentence: number): boolean {
    if (token?.sentence !== sentence) return false;
    return this.forms(token).some((form) => (word.isStem ? form.startsWith(word.text) : form === word.text));
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
    const digraphs = entry.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
    const bare = this.prefixes.includes(ARTICLE) ? entry.replace(/^ال(?=..)/u, '') : entry;
    return [...new Set([entry, digraphs, bare])].map(readWords);
  }
}

function readWords(entry: string): Word[] {
  return entry
    .split(/\s+/u)
    .flatMap((part) =>
      tokenise(part.replace(/\*$/u, '')).map((token) => ({ text: token.forms[0] ?? '', isStem: part.endsWith('*') })),
    );
}
