import { normaliseWord } from '../domain/language/normalise';
import lists from './amounts.json';
import { wordsOf } from './retrieval/terms';

/** A number in a text that may be money. */
export interface Amount {
  value: number;
  /** Where its digits begin in the text. */
  start: number;
  /** A sign, a code or a name of money stands beside it. */
  hasCurrency: boolean;
}

const setOf = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));
const CURRENCIES = setOf(lists.currencies);
const REFERENCES = setOf(lists.references);
const UNITS = setOf(lists.units);
const TIMES = new Map(
  Object.entries(lists.times).flatMap(([factor, words]) => words.split(' ').map((word) => [word, Number(factor)])),
);

/** Digits, grouped by dots, commas, apostrophes or blanks before three more ("1 250"), Indian pairs included ("1,00,000"). */
const NUMBER = /\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*/gu;
/** The word or the sign right before and after a number, and whether a blank stands between. */
const WORD_BEFORE = /([\p{L}\p{M}]+|\p{Sc})(\.?[\s:]*)$/u;
const WORD_AFTER = /^([\s\u00a0]*)([\p{L}\p{M}]+|\p{Sc})/u;
const PART_OF_A_CODE = /(?:[#№]\s?|[\p{L}\p{N}][-_/:.])$/u;
const RANGE = /\d[-–]$/u;
const GOES_ON = /^(?:[-_/:]\d|\s?%|[-_]\p{L})/u;
/** Unlike a date or an address: three digits at the end, two or three in between. */
const GROUPED = /^\d+$|^[1-9]\d{0,2}(?:[.,]\d{2,3})*[.,]\d{3}$/u;
const REACH = 24;
const LONGEST_PLAIN = 6;
const SHORTEST_REFERENCE = 5;
const REFERENCE_REACH = 3;
const YEARS = { from: 2000, to: 2099 };

/**
 * The numbers of a text that may be amounts of money, in the digits and the formats of the ten languages. Dates, times, shares,
 * lengths of time, order numbers and codes are none; a plain number is one only where nothing speaks against it. Linear.
 */
export function amountsIn(raw: string): Amount[] {
  const text = withPlainDigits(raw);
  return [...text.matchAll(NUMBER)].flatMap(({ 0: digits, index }) => {
    const before = text.slice(Math.max(0, index - REACH), index);
    const after = text.slice(index + digits.length, index + digits.length + REACH);
    if (GOES_ON.test(after)) return [];
    const left = WORD_BEFORE.exec(before);
    const right = WORD_AFTER.exec(after);
    const nextWord = normaliseWord(right?.[2] ?? '');
    const times = TIMES.get(nextWord) ?? 1;
    const beyond = times === 1 ? right : WORD_AFTER.exec(after.slice(right?.[0].length ?? 0));
    const hasCurrency = isMoney(left?.[1]) || isMoney(beyond?.[2]);
    const isCode = PART_OF_A_CODE.test(before) && !(hasCurrency && RANGE.test(before));
    const isGlued = left?.[2] === '' || (times === 1 && right?.[1] === '');
    const value = valueOf(digits);
    if (value === null || isCode || (isGlued && !hasCurrency)) return [];
    if (!hasCurrency && times === 1 && !isPlainAmount(digits, value, wordsOf(before), nextWord)) return [];
    return [{ value: value * times, start: index, hasCurrency }];
  });
}

/** Native digits and Arabic separators, sign by sign, so that every place stays where it was. */
function withPlainDigits(text: string): string {
  return text
    .replace(/[٠-٩۰-۹०-९]/gu, normaliseWord)
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

function isMoney(word: string | undefined): boolean {
  return word !== undefined && (/^\p{Sc}$/u.test(word) || CURRENCIES.has(wordsOf(word)[0] ?? ''));
}

function isPlainAmount(digits: string, value: number, previous: readonly string[], next: string): boolean {
  const bare = digits.replaceAll(/\D/g, '');
  // "My order number is 48213", but "refund the order, 250".
  const nearest = previous.slice(bare.length >= SHORTEST_REFERENCE ? -REFERENCE_REACH : -1);
  if (nearest.some((word) => REFERENCES.has(word)) || UNITS.has(next)) return false;
  if (/[.,'’]/u.test(digits)) return true;
  return bare.length <= LONGEST_PLAIN && !bare.startsWith('0') && (value < YEARS.from || value > YEARS.to);
}

/** "1.250,50" and "1,250.50" alike; one separator before three digits groups them. Null for what is no number. */
function valueOf(digits: string): number | null {
  const bare = digits.replaceAll(/[ \u00a0\u202f'’]/gu, '');
  const marks = bare.replaceAll(/\d/g, '');
  const last = marks.at(-1);
  if (last === undefined) return Number(bare);
  const tail = bare.length - bare.lastIndexOf(last) - 1;
  const isDecimal = marks.indexOf(last) === marks.length - 1 && (marks.length > 1 || tail !== 3);
  if (isDecimal && tail > 2) return null;
  const whole = isDecimal ? bare.slice(0, -tail - 1) : bare;
  if (!GROUPED.test(whole)) return null;
  return Number(`${whole.replaceAll(/[.,]/g, '')}.${isDecimal ? bare.slice(-tail) : '0'}`);
}
