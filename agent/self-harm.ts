import { normaliseWord } from '../domain/language/normalise';
import lists from './self-harm.json';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const APOSTROPHES = /['’‘`´ʼ]/gu;
const CHOICE = /\(([^)]*)\)/u;

/** One way to say it, and the words beside it that make it mean something else: "not", "die of laughter". */
interface Saying {
  language: string;
  rest: readonly string[];
  notAfter: ReadonlySet<string>;
  notBefore: ReadonlySet<string>;
}

/** Every saying under its first word. */
const SAYINGS = new Map<string, Saying[]>();
for (const [language, { says, notAfter, notBefore }] of Object.entries(lists)) {
  const beside = { notAfter: new Set(wordsIn(notAfter)), notBefore: new Set(wordsIn(notBefore)) };
  for (const [first = '', ...rest] of says.flatMap(spellOut).map(wordsIn))
    SAYINGS.set(first, [...(SAYINGS.get(first) ?? []), { language, rest, ...beside }]);
}

/**
 * The language (ISO 639-1) in which a text says that its writer wants to die or to hurt themselves; null for any other. It
 * takes nothing but such sayings, whole and in the first person: figures of speech, products and other people's troubles are
 * none. Deterministic, linear in the text.
 */
export function selfHarmIn(text: string): string | null {
  const words = wordsIn(text);
  for (const [at, word] of words.entries()) {
    const said = SAYINGS.get(word)?.find(
      ({ rest, notAfter, notBefore }) =>
        rest.every((next, ahead) => words[at + 1 + ahead] === next) &&
        !notAfter.has(words[at - 1] ?? '') &&
        !notBefore.has(words[at + 1 + rest.length] ?? ''),
    );
    if (said !== undefined) return said.language;
  }
  return null;
}

/** Unlike the words of the search, single letters count: "I want to die" is said of nobody else. */
function wordsIn(text: string): string[] {
  return (text.replaceAll(APOSTROPHES, '').match(WORD) ?? []).map(normaliseWord);
}

/** "(a|b|) c" as "a c", "b c" and "c". */
function spellOut(template: string): string[] {
  const choice = CHOICE.exec(template);
  if (choice === null) return [template];
  const [whole, options = ''] = choice;
  return options.split('|').flatMap((option) => spellOut(template.replace(whole, option)));
}
