import { REQUEST_LEXICONS } from '../../../domain/language/request-lexicons';
import { UPSET_LEXICONS } from '../../../domain/language/upset-lexicons';
import { LANGUAGES } from '../../../domain/language/languages';
import { scannedParts } from '../../../domain/language/normalise';
import { viewOf } from '../../../domain/language/pattern';
import type { PatternSet } from '../../../domain/language/pattern-set';
import { findMatches } from '../../../domain/language/pattern-set';
import { tokenise } from '../../../domain/language/tokenise';
import type { Vocabulary } from '../../../domain/language/vocabulary';

/** Steps of the rules over a text: how often a rule asks which word lists a word is on. */
function stepsOver(text: string, vocabulary: Vocabulary, sets: readonly PatternSet[]): number {
  const tokens = tokenise(text);
  let steps = 0;
  const view = viewOf(tokens, vocabulary);
  const counted = new Proxy([...view.classesAt], {
    get(target, property, receiver): unknown {
      steps += 1;
      return Reflect.get(target, property, receiver);
    },
  });
  for (const set of sets) findMatches(set, { ...view, classesAt: counted });
  return steps;
}

// What rules begin with, what nearly ends them, and what they repeat.
const REPEATED = [
  'talk to a real ',
  'no not i dont want to ',
  'nicht mit einem ',
  'quiero hablar con ',
  'مع شخص ',
  "l'l'l' ",
];

/** Longer texts are cut, see `scannedParts`; this one is scanned whole. */
const SHORT = 36;

describe.each(LANGUAGES)('in %s', (language) => {
  const { vocabulary, ...requests } = REQUEST_LEXICONS[language];
  const { vocabulary: moods, ...upset } = UPSET_LEXICONS[language];

  test.each(REPEATED)('ten and a hundred times the text take ten and a hundred times the steps: %j', (part) => {
    const steps = (length: number): number => {
      const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
      return stepsOver(text, vocabulary, Object.values(requests)) + stepsOver(text, moods, Object.values(upset));
    };
    const once = steps(SHORT);
    // At the end of a short text rules stop early, which a long one does once: hence three times the exact ratio.
    expect(steps(SHORT * 10) / once).toBeLessThanOrEqual(3 * 10);
    expect(steps(SHORT * 100) / steps(SHORT * 10)).toBeLessThanOrEqual(1.2 * 10);
  });
});

test('of a text of any length at most 4,000 characters are read', () => {
  for (const length of [10, 4_000, 4_001, 1_000_000])
    expect(scannedParts('x'.repeat(length)).reduce((sum, { text }) => sum + text.length, 0)).toBe(
      Math.min(4_000, length),
    );
});
