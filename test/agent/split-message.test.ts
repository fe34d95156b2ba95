import fc from 'fast-check';
import { LONGEST_MESSAGE, splitMessage } from '../../agent/split-message';

test('a text of WhatsApp’s limit is one message, one character more makes two', () => {
  expect(splitMessage('a'.repeat(LONGEST_MESSAGE))).toHaveLength(1);
  expect(splitMessage('a'.repeat(LONGEST_MESSAGE + 1))).toHaveLength(2);
  expect(splitMessage('  ')).toEqual([]);
});

test('cuts at a paragraph before a line, at a sentence before a word', () => {
  expect(splitMessage('one two\nthree\n\nfour five', 20)).toEqual(['one two\nthree', 'four five']);
  expect(splitMessage('It is late. We are closed now', 20)).toEqual(['It is late.', 'We are closed now']);
});

test('loses nothing but white space at the cuts, and never splits a character', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '.', '💡', 'é'), maxLength: 300 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 40 }), (whole, limit) => {
      const parts = splitMessage(whole, limit);
      expect(parts.join('').replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(limit);
        expect(() => encodeURIComponent(part)).not.toThrow();
      }
    }),
  );
});
