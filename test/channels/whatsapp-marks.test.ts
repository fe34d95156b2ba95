import fc from 'fast-check';
import { readMarks } from '../../channels/email/whatsapp-marks';

/** `[bold:…]` for a stretch with marks, the bare text for one without. */
const shown = (text: string): string =>
  readMarks(text)
    .map((stretch) => (stretch.marks.length === 0 ? stretch.text : `[${stretch.marks.join('+')}:${stretch.text}]`))
    .join('');

test.each([
  ['It is *8 €* now', 'It is [bold:8 €] now'],
  ['_really_, ~never~ mind', '[italic:really], [strike:never] mind'],
  ['*_both_* and _*both*_', '[bold+italic:both] and [italic+bold:both]'],
  ['*bold _and italic_*', '[bold:bold ][bold+italic:and italic]'],
  ['“*quoted*”, (*bracketed*).', '“[bold:quoted]”, ([bold:bracketed]).'],
  ['run `npm *x*` now', 'run [code:npm *x*] now'],
  ['```\nline *1*\n  line 2\n```', '[code:line *1*\n  line 2]'],
  ['*مرحبا* بك', '[bold:مرحبا] بك'],
])('%j is read as WhatsApp shows it', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  '2*3*4 = 24',
  'snake_case_name',
  'https://shop.example/_new_/~ana~/',
  '* one\n* two',
  '*not over\ntwo lines*',
  '* spaced *',
  '**twice**',
  '```',
  '5 * 3 ~ 15',
  '',
])('what is no pair of marks stays as it was written: %j', (text) => {
  expect(shown(text)).toBe(text);
});

test('whatever is written, nothing but marks is lost, and no stretch carries a mark twice', () => {
  const hostile = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', '```', '\n', ' ', 'a', '<', '.', '\ud800') });
  fc.assert(
    fc.property(hostile, (text) => {
      const stretches = readMarks(text);
      const bare = (written: string) => written.replaceAll(/[*_~`\n]/g, '');
      expect(bare(stretches.map((stretch) => stretch.text).join(''))).toBe(bare(text));
      for (const { marks } of stretches) expect(new Set(marks).size).toBe(marks.length);
    }),
    { numRuns: 500 },
  );
});

// A guard against catastrophic backtracking: such an input would take minutes.
test.each(['*a ', '* ', '*_~', '`', '```a', '_a*_a~', '~ a_ *'])(
  '20,000 characters of %j are read in no time',
  (part) => {
    const start = performance.now();
    readMarks(part.repeat(20_000 / part.length));
    expect(performance.now() - start).toBeLessThan(2_000);
  },
);
