import { areaUnderCurve } from '../../eval/area-under-curve';
import { confusionFigures, confusionOf } from '../../eval/confusion';
import { floors } from '../../eval/floor';
import { printSections } from '../../eval/print';
import { shareOf } from '../../eval/wilson';

const round = (value: number | null | undefined): number => Math.round((value ?? Number.NaN) * 1000) / 1000;

// Reference values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
test.each([
  [81, 263, 0.255, 0.366],
  [15, 148, 0.062, 0.16],
  [0, 20, 0, 0.161],
  [1, 29, 0.006, 0.172],
])('%i of %i lies between %f and %f', (part, whole, low, high) => {
  const share = shareOf(part, whole);
  expect([round(share.low), round(share.high)]).toEqual([low, high]);
});

test('a share of nothing is unknown, not zero', () => {
  expect(shareOf(0, 0)).toEqual({ value: null, unit: 'share' });
});

test('both errors stand beside precision and recall', () => {
  const cases = [1, 1, 1, 0, 0].map((label, i) => ({ label: label as 0 | 1, fired: i !== 0 && i !== 4 }));
  const figures = confusionFigures(confusionOf(cases, ({ fired }) => fired));
  expect([figures['P']?.value, figures['R']?.value, figures['F1']?.value].map(round)).toEqual([0.667, 0.667, 0.667]);
  expect([figures['missed']?.value, figures['false']?.value]).toEqual([1, 1]);
});

test('the area under the curve is 1 when all upset messages score above the calm, a half when nothing tells them apart', () => {
  const scored = (scores: number[]): { label: 0 | 1; score: number }[] =>
    scores.map((score, i) => ({ label: i < 2 ? 1 : 0, score }));
  expect(areaUnderCurve(scored([3, 2, 1, 0]))).toBe(1);
  expect(areaUnderCurve(scored([1, 1, 1, 1]))).toBe(0.5);
  expect(areaUnderCurve(scored([0, 1, 2, 3]))).toBe(0);
  expect(areaUnderCurve(scored([2]))).toBeNull();
});

test('a floor fails below it, a ceiling above it, and one without data is left out', () => {
  const promise = { n: 10, goal: 0.9, floor: 0.5 };
  const judged = floors([
    { ...promise, name: 'recall', kind: 'min', measured: 0.49 },
    { ...promise, name: 'false', kind: 'max', measured: 0.51 },
    { ...promise, name: 'exact', kind: 'max', measured: 0.5 },
    { ...promise, name: 'absent', kind: 'min', measured: null },
  ]);
  expect(judged.map(({ name, passed }) => [name, passed])).toEqual([
    ['recall', false],
    ['false', false],
    ['exact', true],
  ]);
  const text = printSections([{ name: 'any', rows: [], floors: judged, notes: ['a note'] }]);
  expect(text).toContain('FAILED');
  expect(text).toContain('a note');
});
