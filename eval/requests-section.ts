import type { CaseSet } from './case-sets';
import { confusionFigures, confusionOf } from './confusion';
import type { Promised } from './floor';
import { floors } from './floor';
import type { Judge } from './judge';
import type { Case } from './read-cases';
import type { Figure, Row, Section } from './section';

interface Judged extends Case {
  fired: boolean;
}

interface Group {
  name: string;
  role: Row['role'];
  cases: readonly Judged[];
}

const NEAR_MISS = /near|declined|refus/u;
/** Kinds that count in the narrower figure; a set that names no kinds counts whole. */
const NOT_EXPLICIT = new Set(['callback', 'department', 'accepted_offer']);
/** A language with fewer requests is shown, but no floor is judged on it. */
const FEWEST_REQUESTS = 10;

/** How well requests for a person are told from everything else: per set, per language, near misses and unrelated messages. */
export function requestsSection(requests: readonly CaseSet[], unrelated: readonly CaseSet[], judge: Judge): Section {
  const judged = (set: CaseSet): Group & { counts: boolean } => ({
    ...set,
    cases: set.cases.filter(({ label }) => label !== null).map((one) => ({ ...one, fired: judge.asksForPerson(one) })),
  });
  const sets = requests.map(judged);
  const others = unrelated.map(judged);
  const counted = (all: typeof sets): Judged[] => all.filter(({ counts }) => counts).flatMap(({ cases }) => cases);
  const all = counted(sets);
  const explicit = all.filter(({ kind, label }) => label === 0 || !NOT_EXPLICIT.has(kind ?? ''));
  const near = all.filter(({ label, kind }) => label === 0 && NEAR_MISS.test(kind ?? ''));
  const languages = [...new Set(all.map(({ lang }) => lang ?? 'unknown'))]
    .sort()
    .map((lang) => ({ lang, cases: all.filter((one) => (one.lang ?? 'unknown') === lang) }));
  const total = (name: string, cases: readonly Judged[]): Group => ({ name, role: 'reported', cases });
  return {
    name: 'requests for a person (pre-check)',
    rows: [
      ...sets,
      total('counted sets: explicit', explicit),
      total('counted sets: with call-backs', all),
      total('counted sets: near misses', near),
      ...languages.map(({ lang, cases }) => total(`counted sets: ${lang}`, cases)),
      ...others,
    ].flatMap(toRow),
    floors: floors([
      ...both('explicit', explicit, { precision: [0.97, 0.99], recall: [0.8, 0.93] }),
      ...both('with call-backs', all, { precision: [0.95, 0.97], recall: [0.85, 0.95] }),
      atMost('near misses flagged', near, 0.03, 0.01),
      atMost('unrelated flagged as requests', counted(others), 0.0015, 0.0005),
      ...languages
        .filter(({ cases }) => cases.filter(({ label }) => label === 1).length >= FEWEST_REQUESTS)
        .flatMap(({ lang, cases }) => both(lang, cases, { precision: [0.95, 0.97], recall: [0.85, 0.93] })),
    ]),
    notes: [],
  };
}

const figuresOf = (cases: readonly Judged[]): Record<string, Figure> =>
  confusionFigures(confusionOf(cases, ({ fired }) => fired));

function toRow({ name, role, cases }: Group): Row[] {
  return cases.length === 0 ? [] : [{ name, role, n: cases.length, figures: figuresOf(cases) }];
}

type Bounds = readonly [floor: number, goal: number];

function both(name: string, cases: readonly Judged[], bounds: { precision: Bounds; recall: Bounds }): Promised[] {
  const figures = figuresOf(cases);
  const wanted = cases.filter(({ label }) => label === 1).length;
  const fired = cases.filter((one) => one.fired).length;
  // Nothing flagged where requests were made is no precision at all, so that "never" cannot pass.
  const precision = figures['P']?.value ?? (wanted > 0 ? 0 : null);
  const recall = figures['R']?.value ?? null;
  return [
    {
      name: `${name}: precision`,
      kind: 'min',
      measured: precision,
      n: fired,
      floor: bounds.precision[0],
      goal: bounds.precision[1],
    },
    {
      name: `${name}: recall`,
      kind: 'min',
      measured: recall,
      n: wanted,
      floor: bounds.recall[0],
      goal: bounds.recall[1],
    },
  ];
}

function atMost(name: string, cases: readonly Judged[], floor: number, goal: number): Promised {
  const flagged = cases.filter(({ fired }) => fired).length;
  return {
    name,
    kind: 'max',
    measured: cases.length === 0 ? null : flagged / cases.length,
    n: cases.length,
    floor,
    goal,
  };
}
