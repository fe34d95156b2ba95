import { tokenise } from '../domain/language/tokenise';
import { WORD_FEATURES, wordFeatures } from '../domain/language/word-features';
import type { Example } from './fit-logistic';
import { isAfterOffer } from './follow-ups';
import type { Case } from './read-cases';
import { TRAINING_SOURCES, type TrainingSets } from './training-sets';
import { writeWeights } from './write-weights';

/** What follows an answer teaches little of what follows an offer, and the other way round: each counts so much. */
const BESIDE_WEIGHT = 0.15;

/**
 * Trains the scorers of `domain/language/offer-scorer.ts`, `acceptance-scorer.ts` and `no-help-scorer.ts` and writes their weights.
 * Returns what it did, in a sentence each.
 */
export function trainFollowUps({ followUps, offers: lines }: TrainingSets): string {
  const offers = followUps.filter(isAfterOffer);
  const answers = followUps.filter((one) => !isAfterOffer(one));
  const no = (cases: readonly Case[]): Case[] => cases.filter(({ label }) => label === 0);
  const write = (file: string, cases: readonly Case[], beside: readonly Case[]): string => {
    const examples = [...examplesOf(cases, 1), ...examplesOf(no(beside), BESIDE_WEIGHT)];
    return writeWeights(file, examples, WORD_FEATURES, TRAINING_SOURCES);
  };
  return [
    write('offer-weights.json', lines, []),
    write('acceptance-weights.json', offers, answers),
    write('no-help-weights.json', answers, offers),
  ].join('\n');
}

const examplesOf = (cases: readonly Case[], weight: number): Example[] =>
  cases.map(({ text, label }) => ({ features: [...wordFeatures(tokenise(text))], isTrue: label === 1, weight }));
