import type { CaseSets } from './case-sets';
import { floors } from './floor';
import { simpleJudges } from './judge';
import { requestsSection } from './requests-section';
import type { Section } from './section';
import { upsetSection } from './upset-section';

/**
 * Shows that decisions without any judgement fail the floors of requests and of anger: a floor that they pass proves nothing.
 * `isJudged` is false for cases that are not ours: easy ones are no failure of the product.
 */
export function baselinesSection({ requests, upset, unrelated }: CaseSets, isJudged: boolean): Section {
  const measured = simpleJudges.flatMap((judge) =>
    [requestsSection(requests, unrelated, judge), upsetSection(upset, unrelated, judge)]
      .filter((section) => section.floors.length > 1)
      .map((section) => ({ name: `${judge.name}: ${section.name}`, judged: section.floors })),
  );
  return {
    name: 'decisions that must fail',
    rows: measured.map(({ name, judged }) => ({
      name,
      role: 'reported',
      n: judged.length,
      figures: { 'floors failed': { value: judged.filter(({ passed }) => !passed).length, unit: 'count' } },
    })),
    floors: floors(
      (isJudged ? measured : []).map(({ name, judged }) => ({
        name: `${name} fails`,
        kind: 'min',
        floor: 1,
        goal: 2,
        measured: judged.filter(({ passed }) => !passed).length,
        n: judged.length,
      })),
    ),
    notes: [],
  };
}
