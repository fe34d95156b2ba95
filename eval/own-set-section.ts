import { mostAlike } from './alike';
import type { CaseSet } from './case-sets';
import { floors } from './floor';
import type { Section } from './section';

/** Two messages of one language may share at most this much of their character 4-grams. */
const MOST_ALIKE = 0.6;
const FEWEST_CASES = 60;

/** What our own labelled set is made of: cases per language and kind, and how alike its most alike messages are. */
export function ownSetSection(sets: readonly CaseSet[]): Section {
  const cases = sets
    .filter(({ isOwn }) => isOwn)
    .flatMap((set) => set.cases.map((one) => ({ ...one, role: set.role })));
  const languages = [...new Set(cases.map(({ lang }) => lang ?? 'unknown'))].sort().map((lang) => {
    const ours = cases.filter((one) => (one.lang ?? 'unknown') === lang);
    return {
      lang,
      ours,
      alike: mostAlike(
        ours.map(({ text }) => text),
        MOST_ALIKE,
      ),
    };
  });
  const count = (value: number): Section['rows'][number]['figures'][string] => ({ value, unit: 'count' });
  return {
    name: 'own labelled set',
    rows: languages.map(({ lang, ours, alike }) => ({
      name: lang,
      role: 'reported',
      n: ours.length,
      figures: {
        requests: count(ours.filter(({ kind, label }) => label === 1 && !isMood(kind)).length),
        'near misses': count(ours.filter(({ kind }) => kind === 'near_miss').length),
        upset: count(ours.filter(({ kind, label }) => label === 1 && isMood(kind)).length),
        calm: count(ours.filter(({ kind, label }) => label === 0 && kind !== 'near_miss').length),
        tuned: count(ours.filter(({ role }) => role === 'tuned').length),
        reported: count(ours.filter(({ role }) => role === 'reported').length),
        'most alike': { value: alike.share, unit: 'share' },
      },
    })),
    floors: floors(
      languages.flatMap(({ lang, ours, alike }) => [
        {
          name: `${lang}: cases`,
          kind: 'min',
          floor: FEWEST_CASES,
          goal: FEWEST_CASES,
          measured: ours.length,
          n: ours.length,
        },
        {
          name: `${lang}: most alike pair`,
          kind: 'max',
          floor: MOST_ALIKE,
          goal: MOST_ALIKE,
          measured: alike.share,
          n: ours.length,
        },
      ]),
    ),
    notes: languages
      .filter(({ alike }) => alike.share > MOST_ALIKE)
      .map(({ lang, alike }) => `${lang}, too alike: "${alike.pair[0]}" and "${alike.pair[1]}"`),
  };
}

const isMood = (kind: string | null): boolean => kind !== null && /^(?:strong|medium|calm|profane)/u.test(kind);
