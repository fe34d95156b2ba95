import { percentile } from '../../bench/percentile';
import { isMet, ratioOf, table, type Figure } from '../../bench/report';

const figure: Figure = {
  section: 'message -> reply',
  what: 'p50',
  unit: 'ms',
  value: 30,
  baseline: 20,
  goal: { atMost: 1.5 },
};

test('a percentile is a sample, by nearest rank', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(samples, 0.5)).toBe(50);
  expect(percentile(samples, 0.99)).toBe(99);
  expect(percentile(samples, 1)).toBe(100);
  expect(percentile([7], 0.01)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow('there is no sample');
});

test('a goal is a bound on the ratio to the baseline, met at the bound itself', () => {
  expect(ratioOf(figure)).toBe(1.5);
  expect(isMet(figure)).toBe(true);
  expect(isMet({ ...figure, value: 31 })).toBe(false);
  expect(isMet({ ...figure, goal: { atLeast: 1.6 } })).toBe(false);
  expect(isMet({ ...figure, goal: { atLeast: 1.5 } })).toBe(true);
});

test('without a baseline or a goal nothing is met or missed', () => {
  expect(isMet({ ...figure, baseline: null })).toBeNull();
  expect(isMet({ ...figure, goal: null })).toBeNull();
});

test('the table says what was missed', () => {
  const lines = table([figure, { ...figure, value: 212.4 }]).split('\n');
  expect(lines[2]).toContain('| 30.0 ms | 20.0 ms  | 1.50  | <= 1.5 met');
  expect(lines[3]).toContain('| 212 ms  | 20.0 ms  | 10.62 | <= 1.5 MISSED');
});
