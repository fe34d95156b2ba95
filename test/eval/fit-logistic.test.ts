import { fitLogistic, type Example } from '../../eval/fit-logistic';

const [COMMON, ANGRY, CALM] = [0, 1, 2];

const example = (features: number[], isTrue: boolean): Example => ({ features, isTrue, weight: 1 });
const examples = Array.from({ length: 60 }, (_, at) =>
  at % 3 === 0 ? example([COMMON, ANGRY], true) : example([COMMON, CALM], false),
);

test('what sets the classes apart gets the weight, and a second training the same weights', () => {
  const { bias, weights } = fitLogistic(examples, 4);
  const oddsOf = (features: number[]) =>
    features.reduce((sum, feature) => sum + (weights[feature] ?? 0) / Math.sqrt(features.length), bias);
  expect(oddsOf([COMMON, ANGRY])).toBeGreaterThan(1);
  expect(oddsOf([COMMON, CALM])).toBeLessThan(-1);
  expect(weights[3]).toBe(0);
  expect(fitLogistic(examples, 4)).toEqual({ bias, weights });
});
