import type { CaseSet, CaseSets } from './case-sets';
import type { Judge } from './judge';
import type { Case } from './read-cases';

/** The wrongly judged cases of every set that rules may be tuned on, one line each: what went wrong, language, kind, text. */
export function listErrors({ requests, upset, unrelated }: CaseSets, judge: Judge): string[] {
  const asks = (one: Case): boolean => judge.asksForPerson(one);
  const isUpset = (one: Case): boolean => judge.upset(one).noticed;
  return [
    ...errorsOf('request', requests, asks),
    ...errorsOf('request', unrelated, asks),
    ...errorsOf('upset', upset, isUpset),
    ...errorsOf('upset', unrelated, isUpset),
  ];
}

function errorsOf(trigger: string, sets: readonly CaseSet[], fires: (one: Case) => boolean): string[] {
  return sets
    .filter(({ role }) => role === 'tuned')
    .flatMap(({ name, cases }) =>
      cases
        .filter((one) => one.label !== null && fires(one) !== (one.label === 1))
        .map(
          ({ text, label, lang, kind }) =>
            `${label === 1 ? 'missed' : 'false '} ${trigger} ${lang ?? '??'} ${kind ?? ''} (${name}): ${text.replaceAll('\n', ' / ')}`,
        ),
    );
}
