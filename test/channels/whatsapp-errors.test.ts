import fc from 'fast-check';
import { adviseOn, classifySendError, sendRetryDelayMs } from '../../domain/whatsapp-errors';

const at400 = (code: number) => classifySendError({ httpStatus: 400, code }).class;
const at500 = (code: number) => classifySendError({ httpStatus: 500, code }).class;

test.each([
  ['retry', [4, 80007, 130429, 131056, 131016, 131057, 2494100, 131052, 131053]],
  ['stop', [0, 190, 3, 10, 200, 250, 299, 131048, 131064, 131031, 368, 131037, 131042, 131045, 133010, 33]],
  ['fail', [131047, 131026, 131049, 131050, 130472, 131051, 131021, 131030, 130497, 131062, 100, 131008, 131009]],
  ['fail', [132000, 132005, 132016, 132068, 132069, 135000, 137000, 470, 471]],
  ['ambiguous', [1, 2, 131000]],
])('a refusal is "%s" for each of %j', (expected, codes) => {
  expect(codes.map((code) => [code, at400(code)])).toEqual(codes.map((code) => [code, expected]));
});

test('a limit and the state of the account prove, whatever the HTTP status, that nothing was sent', () => {
  for (const code of [4, 130429, 131056, 131016, 131048, 190, 3, 131045]) expect(at500(code)).toBe(at400(code));
});

test('any other error of the server proves nothing', () => {
  for (const code of [1, 2, 131000, 100, 131047, 131026, 424_242]) expect(at500(code)).toBe('ambiguous');
  expect(classifySendError({ httpStatus: 503, code: 424_242, isTransient: true }).class).toBe('ambiguous');
  expect(classifySendError({ httpStatus: 500, code: null }).class).toBe('ambiguous');
});

test('an unknown refusal fails, unless it calls itself transient or a limit', () => {
  expect(at400(424_242)).toBe('fail');
  expect(classifySendError({ httpStatus: 400, code: 424_242, isTransient: true }).class).toBe('retry');
  expect(classifySendError({ httpStatus: 429, code: 424_242 }).class).toBe('retry');
});

test('every code, known or not, comes with one sentence of advice', () => {
  fc.assert(
    fc.property(fc.option(fc.integer()), (code) => {
      expect(adviseOn(code)).toMatch(/^[A-Z].+\.$/);
    }),
  );
  expect(adviseOn(131047)).toContain('template');
});

test('the pair limit is retried as Meta advises, by powers of four', () => {
  expect([1, 2, 3, 4, 5].map((attempts) => sendRetryDelayMs(131056, attempts))).toEqual([
    6_000, 24_000, 96_000, 256_000, 256_000,
  ]);
});

test('delays grow and stay bounded for every code that can be retried', () => {
  fc.assert(
    fc.property(fc.constantFrom(4, 80007, 130429, 131016, 131048, 131057, null, 424_242), fc.nat(200), (code, n) => {
      const delayMs = sendRetryDelayMs(code, n);
      const nextMs = sendRetryDelayMs(code, n + 1);
      expect(delayMs).toBeGreaterThan(0);
      expect(nextMs).toBeGreaterThanOrEqual(delayMs ?? Infinity);
      expect(nextMs).toBeLessThanOrEqual(4 * 60 * 60 * 1000);
    }),
  );
});

test('where only a person can help there is no delay to wait for', () => {
  expect(sendRetryDelayMs(190, 1)).toBeNull();
});
