import { preCheck } from '../domain/language/pre-check';
import type { CaseSet } from './case-sets';
import { floors } from './floor';
import type { Section } from './section';

const MOST_TIMED = 6_000;
/** Of fewer messages the slowest percent is one message, on a program that has only just started. */
const FEWEST_TIMED = 500;
/** The longest text that WhatsApp delivers. */
const LONGEST_TEXT = 4_096;

/** Milliseconds of processor time of one pre-check: over the messages of all sets, and over messages as long as WhatsApp allows. */
export function timeSection(sets: readonly CaseSet[]): Section {
  const texts = sets.flatMap(({ cases }) => cases.map(({ text }) => text));
  const every = Math.max(1, Math.ceil(texts.length / MOST_TIMED));
  const sample = texts.filter((_, index) => index % every === 0);
  const long = sample.slice(0, 200).map((text) => `${text} `.repeat(LONGEST_TEXT).slice(0, LONGEST_TEXT));
  const real = times(sample);
  const longest = times(long);
  const row = (name: string, sorted: readonly number[]): Section['rows'][number] => ({
    name,
    role: 'reported',
    n: sorted.length,
    figures: {
      'ms p50': { value: percentile(sorted, 0.5), unit: 'ms' },
      'ms p99': { value: percentile(sorted, 0.99), unit: 'ms' },
      'ms most': { value: sorted.at(-1) ?? null, unit: 'ms' },
    },
  });
  return {
    name: 'time of the pre-check',
    rows: [row('messages of all sets', real), row(`messages of ${LONGEST_TEXT} characters`, longest)],
    floors: floors([
      {
        name: 'pre-check, ms p99',
        kind: 'max',
        floor: 2,
        goal: 1,
        measured: real.length < FEWEST_TIMED ? null : percentile(real, 0.99),
        n: real.length,
      },
    ]),
    notes: [],
  };
}

/**
 * The faster of two readings for each text, sorted. Processor time: on a busy machine the clock would count the turns that
 * other processes take.
 */
function times(texts: readonly string[]): number[] {
  const read = (text: string): number => {
    const before = process.cpuUsage();
    preCheck([text], { conversationLanguage: null, handoffOffered: false });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return texts.map((text) => Math.min(read(text), read(text))).sort((a, b) => a - b);
}

const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
