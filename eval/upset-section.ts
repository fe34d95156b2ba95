import { areaUnderCurve } from './area-under-curve';
import type { CaseSet } from './case-sets';
import { confusionFigures, confusionOf } from './confusion';
import { floors } from './floor';
import type { Judge } from './judge';
import type { Case } from './read-cases';
import type { Row, Section } from './section';

interface Judged extends Case, ReturnType<Judge['upset']> {}

interface Group {
  name: string;
  role: Row['role'];
  cases: readonly Judged[];
}

/** Among fewer calm messages one alone would break the floor. */
const FEWEST_CALM = 100;
/** A language with fewer upset messages is not shown apart. */
const FEWEST_UPSET = 5;

/**
 * How well upset customers are told from calm ones. Noticed means medium or strong: the AI is told to take care and has one try.
 * What is handed off at once is shown beside it.
 */
export function upsetSection(upset: readonly CaseSet[], unrelated: readonly CaseSet[], judge: Judge): Section {
  const judged = (set: CaseSet): Group & { counts: boolean } => ({
    ...set,
    cases: set.cases.filter(({ label }) => label !== null).map((one) => ({ ...one, ...judge.upset(one) })),
  });
  const sets = upset.map(judged);
  const others = unrelated.map(judged);
  const counted = (all: typeof sets): Judged[] => all.filter(({ counts }) => counts).flatMap(({ cases }) => cases);
  const all = counted(sets);
  const calm = [...all.filter(({ label }) => label === 0), ...counted(others)];
  const languages = [...new Set(all.map(({ lang }) => lang ?? 'unknown'))]
    .sort()
    .map((lang): Group => ({
      name: `counted sets: ${lang}`,
      role: 'reported',
      cases: all.filter((one) => (one.lang ?? 'unknown') === lang),
    }))
    .filter(({ cases }) => cases.filter(({ label }) => label === 1).length >= FEWEST_UPSET);
  const { found, missed, falsely } = confusionOf(all, ({ noticed }) => noticed);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    name: 'upset customers',
    rows: [...sets, { name: 'counted sets', role: 'reported' as const, cases: all }, ...languages, ...others].flatMap(
      toRow,
    ),
    floors: floors([
      {
        name: 'upset: precision',
        kind: 'min',
        floor: 0.85,
        goal: 0.93,
        measured: found + missed === 0 ? null : (share(found, found + falsely) ?? 0),
        n: found + falsely,
      },
      {
        name: 'upset: recall',
        kind: 'min',
        floor: 0.6,
        goal: 0.75,
        measured: share(found, found + missed),
        n: found + missed,
      },
      {
        name: 'calm messages flagged upset',
        kind: 'max',
        floor: 0.01,
        goal: 0.003,
        measured: calm.length < FEWEST_CALM ? null : share(calm.filter(({ noticed }) => noticed).length, calm.length),
        n: calm.length,
      },
    ]),
    notes: ['Noticed = medium or strong; strong is handed off at once, medium gives the AI one careful try.'],
  };
}

function toRow({ name, role, cases }: Group): Row[] {
  if (cases.length === 0) return [];
  const handedOff = cases.filter((one) => one.handedOff).length;
  const figures = {
    ...confusionFigures(confusionOf(cases, ({ noticed }) => noticed)),
    AUC: { value: areaUnderCurve(cases), unit: 'score' as const },
    'at once': { value: handedOff, unit: 'count' as const },
  };
  return [{ name, role, n: cases.length, figures }];
}
