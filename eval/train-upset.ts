import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '../domain/language/languages';
import { tokenise } from '../domain/language/tokenise';
import { FEATURE_SPACE, upsetFeatures } from '../domain/language/upset-features';
import { readCaseSets } from './case-sets';
import { fitLogistic, type Example } from './fit-logistic';
import { readCases, type Case } from './read-cases';
import type { Sources } from './section';

const TO = path.join(__dirname, '..', 'domain', 'language', 'upset-weights.json');

/** Complaints are rare among the examples, and so are they among a shop's messages: weighed up, but not to equal parts. */
const UPSET_WEIGHT = 6;
/** Posts of a forum are not customers' messages: each counts a fifth. */
const FORUM_WEIGHT = 0.2;
/** Calm messages in nine of the languages are few: each counts for several of the many English ones. */
const CALM_WEIGHT = 5;

const LICENCES =
  'own messages (eval/data, test/domain/language/data); GoEmotions, helpdesk-assistant, financial-demo (Apache-2.0); ' +
  'botframework-solutions (MIT); CLINC150 (CC BY 3.0, Larson et al. 2019); BANKING77 (CC BY 4.0, Casanueva et al. 2020)';

/**
 * Trains the scorer of `domain/language/upset-scorer.ts` and writes its weights: `npm run eval -- --train`. Deterministic. Sees
 * the tuned parts only, of sources whose licences allow weights to be shipped. Returns what it did in a sentence.
 */
export function trainUpset(sources: Sources): string {
  const cases = readCaseSets(sources);
  const tuned = [...cases.upset, ...cases.requests, ...cases.unrelated].filter(({ role }) => role === 'tuned');
  const named = (part: string) => tuned.filter(({ name }) => name.startsWith(part)).flatMap((set) => set.cases);
  const calm = (one: Case): Case => ({ ...one, label: 0 });
  const own = named('own set');
  const beside = path.join(__dirname, '../test/domain/language/data');
  const requests = LANGUAGES.flatMap((language) => readCases(path.join(beside, `requests-${language}.jsonl`)).lines);
  const moods = [
    ...readCases(path.join(sources.own, 'upset-training.jsonl')).lines,
    ...readCases(path.join(beside, 'upset.jsonl')).lines,
    ...own.filter(isMood),
  ];
  const examples = [
    ...examplesOf(moods, 1, CALM_WEIGHT),
    ...examplesOf([...own.filter((one) => !isMood(one)), ...requests].map(calm), 1, CALM_WEIGHT),
    ...['explicit-en', 'explicit-multi', 'clinc150-train', 'banking77'].flatMap((part) =>
      examplesOf(named(part).map(calm), 1),
    ),
    ...examplesOf(named('goemotions'), FORUM_WEIGHT),
  ];
  const { bias, weights } = fitLogistic(examples, FEATURE_SPACE);
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  const rounded = Int8Array.from(weights, (weight) => Math.round(weight / step));
  const made = `npm run eval -- --train, over ${examples.length} messages: ${LICENCES}`;
  const trained = { made, bias, step, weights: Buffer.from(rounded.buffer).toString('base64') };
  writeFileSync(TO, `${JSON.stringify(trained, null, 2)}\n`);
  return `Trained on ${examples.length} messages: ${TO}`;
}

const isMood = ({ kind }: Case): boolean => kind !== null && /^(?:strong|medium|calm|profane)/u.test(kind);

function examplesOf(cases: readonly Case[], weight: number, calmWeight = 1): Example[] {
  return cases.flatMap(({ text, label }) =>
    label === null
      ? []
      : [
          {
            features: [...upsetFeatures(tokenise(text))],
            isTrue: label === 1,
            weight: weight * (label === 1 ? UPSET_WEIGHT : calmWeight),
          },
        ],
  );
}
