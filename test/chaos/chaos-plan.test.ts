import { LEAST_DEATHS, planChaos, type PlannedBlow } from './chaos-plan';

test('the same seed makes the same plan, another one another', () => {
  const begun = (seed: number) => {
    const { deaths, faults } = planChaos(seed);
    return [...take(deaths, 200), ...take(faults, 200)];
  };
  expect(begun(7)).toEqual(begun(7));
  expect(begun(7)).not.toEqual(begun(8));
});

test('whatever the seed, a plan begins with every death there is', () => {
  for (let seed = 1; seed < 50; seed++) {
    const victims = take(planChaos(seed).deaths, LEAST_DEATHS).map(({ blow }) =>
      blow.kind === 'kill' ? blow.what : blow.kind,
    );
    expect(victims.sort()).toEqual(['api', 'freeze', 'postgres', 'temporal', 'worker']);
  }
});

function take(series: Iterator<PlannedBlow, never>, count: number): PlannedBlow[] {
  return Array.from({ length: count }, () => series.next().value);
}
