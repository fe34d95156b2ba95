import path from 'node:path';
import { LANGUAGES } from '../domain/language/languages';
import { readCaseSets } from './case-sets';
import { readCases, type Case } from './read-cases';
import { readFollowUps, readOffers, type FollowUp } from './follow-ups';
import type { Sources } from './section';

/** What the two scorers are trained on: parts that may be tuned on, of sources whose licences allow weights to be shipped. */
export interface TrainingSets {
  /** Labelled with whether a person is asked for. */
  requests: readonly Case[];
  /** Labelled with whether the customer is upset. */
  moods: readonly Case[];
  /** Labelled so too. The scorer of requests does worse with them among those who ask for nobody, and is not shown them. */
  moreMoods: readonly Case[];
  /** Requests, mostly questions, of other products, labelled with whether a person is asked for. */
  others: readonly Case[];
  /** Messages of other products that ask for nobody and are calm. */
  unrelated: readonly Case[];
  /** What customers write back to an offered teammate or to an answer. */
  followUps: readonly FollowUp[];
  /** Lines of the AI, labelled with whether they offer a person. */
  offers: readonly Case[];
  /** Posts of a forum, labelled with whether they are upset. */
  posts: readonly Case[];
}

/** Every source of `readTrainingSets` and its licence, as the weights name them. */
export const TRAINING_SOURCES =
  'own messages (eval/data, test/domain/language/data); GoEmotions, helpdesk-assistant, financial-demo (Apache-2.0); ' +
  'botframework-solutions (MIT); CLINC150 (CC BY 3.0, Larson et al. 2019); BANKING77 (CC BY 4.0, Casanueva et al. 2020)';

/** Reads the messages to train on; none of a reported part is among them. */
export function readTrainingSets(sources: Sources): TrainingSets {
  const cases = readCaseSets(sources);
  const tuned = [...cases.upset, ...cases.requests, ...cases.unrelated].filter(({ role }) => role === 'tuned');
  const named = (part: string): Case[] =>
    tuned.filter(({ name }) => name.startsWith(part)).flatMap((set) => [...set.cases]);
  const beside = path.join(__dirname, '../test/domain/language/data');
  const own = named('own set');
  const read = (dir: string, file: string): Case[] => readCases(path.join(dir, file)).lines;
  return {
    requests: [
      ...own.filter((one) => !isMood(one)),
      ...read(sources.own, 'asking-training.jsonl'),
      ...LANGUAGES.flatMap((language) => read(beside, `requests-${language}.jsonl`)),
      ...readCases(path.join(beside, 'small-talk.jsonl'), 0).lines,
    ],
    moods: [...own.filter(isMood), ...read(sources.own, 'upset-training.jsonl'), ...read(beside, 'upset.jsonl')],
    moreMoods: read(sources.own, 'upset-training-more.jsonl'),
    others: [...named('explicit-en'), ...named('explicit-multi')],
    unrelated: [...named('clinc150-train'), ...named('banking77')],
    posts: named('goemotions'),
    followUps: readFollowUps(sources.own, 'training'),
    offers: readOffers(sources.own, 'training'),
  };
}

const isMood = ({ kind }: Case): boolean => kind !== null && /^(?:strong|medium|calm|profane)/u.test(kind);
