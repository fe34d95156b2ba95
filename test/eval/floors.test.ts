import path from 'node:path';
import { baselinesSection } from '../../eval/baselines-section';
import { readCaseSets } from '../../eval/case-sets';
import { product } from '../../eval/judge';
import { requestsSection } from '../../eval/requests-section';
import { upsetSection } from '../../eval/upset-section';

// Our own set alone: it is in the repository, so that every run of the tests measures the same.
const sets = readCaseSets({ own: path.resolve(__dirname, '../../eval/data'), shared: null, unseen: null });

test.each([
  ['requests for a person', requestsSection(sets.requests, sets.unrelated, product)],
  ['upset customers', upsetSection(sets.upset, sets.unrelated, product)],
])('%s are told above every floor on the part that nothing was tuned on', (_, { floors }) => {
  expect(floors.length).toBeGreaterThanOrEqual(2);
  expect(floors.filter(({ passed }) => !passed)).toEqual([]);
});

test('never, always and a naive keyword list all fail the floors, so that a kept floor means something', () => {
  const { rows, floors } = baselinesSection(sets, true);
  expect(rows).toHaveLength(6);
  expect(floors.filter(({ passed }) => !passed)).toEqual([]);
});
