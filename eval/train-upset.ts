import { tokenise } from '../domain/language/tokenise';
import { WORD_FEATURES, wordFeatures } from '../domain/language/word-features';
import type { Example } from './fit-logistic';
import type { Case } from './read-cases';
import { TRAINING_SOURCES, type TrainingSets } from './training-sets';
import { writeWeights } from './write-weights';

/** Complaints are rare among the examples, and so are they among a shop's messages: weighed up, but not to equal parts. */
const UPSET_WEIGHT = 9;
/** Posts of a forum are not customers' messages: each counts a fifth. */
const FORUM_WEIGHT = 0.2;
/** Calm messages in nine of the languages are few: each counts for several of the many English ones. */
const CALM_WEIGHT = 7;

/** Trains the scorer of `domain/language/upset-scorer.ts` and writes its weights. Returns what it did in a sentence. */
export function trainUpset({ requests, moods, moreMoods, others, unrelated, posts }: TrainingSets): string {
  const calm = (one: Case): Case => ({ ...one, label: 0 });
  const examples = [
    ...examplesOf([...moods, ...moreMoods], 1, CALM_WEIGHT),
    ...examplesOf(requests.map(calm), 1, CALM_WEIGHT),
    ...examplesOf([...others, ...unrelated].map(calm), 1),
    ...examplesOf(posts, FORUM_WEIGHT),
  ];
  return writeWeights('upset-weights.json', examples, WORD_FEATURES, TRAINING_SOURCES);
}

function examplesOf(cases: readonly Case[], weight: number, calmWeight = 1): Example[] {
  return cases.flatMap(({ text, label }) =>
    label === null
      ? []
      : [
          {
            features: [...wordFeatures(tokenise(text))],
            isTrue: label === 1,
            weight: weight * (label === 1 ? UPSET_WEIGHT : calmWeight),
          },
        ],
  );
}
