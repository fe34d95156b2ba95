import fc from 'fast-check';
import { opusLengthMs } from '../../agent/opus-length';
import { opusFile, pageWithoutEnd } from '../support/opus-file';

test('the length of a voice note is what its last page says, without what is skipped at its start', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7_200_000 }), fc.integer({ min: 0, max: 65_535 }), (lengthMs, preSkip) => {
      expect(opusLengthMs(opusFile(lengthMs, { preSkip }))).toBe(lengthMs);
    }),
  );
});

test('a page on which nothing ends, of another stream or within the sound says nothing of the length', () => {
  const strange = [pageWithoutEnd(), pageWithoutEnd(8), Buffer.from('OggS'), Buffer.from('OggS\u0001'.repeat(9))];
  expect(opusLengthMs(opusFile(90_000, { last: strange }))).toBe(90_000);
});

test('what is cut off, garbled or no voice note gives a length that may be, or none, and never throws', () => {
  const whole = opusFile(600_000);
  const garbled = fc.tuple(
    fc.nat({ max: whole.length }),
    fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 }),
  );
  const mayBe = (bytes: Uint8Array) => {
    const lengthMs = opusLengthMs(bytes);
    return lengthMs === null || (Number.isFinite(lengthMs) && lengthMs >= 0);
  };
  fc.assert(
    fc.property(garbled, ([length, changes]) => {
      const bytes = Buffer.from(whole);
      for (const [at, byte] of changes) bytes.writeUInt8(byte, at);
      return mayBe(bytes.subarray(0, length));
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(opusLengthMs(bytes)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: 20_000 }), (times) => mayBe(Buffer.concat([whole, Buffer.alloc(times * 4, 'OggS')]))),
  );
});
