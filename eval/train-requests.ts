import { admittedLanguages, detectLanguage } from '../domain/language/detect-language';
import { viewOf, type View } from '../domain/language/pattern';
import { REQUEST_LEXICONS } from '../domain/language/request-lexicons';
import { tokenise } from '../domain/language/tokenise';
import { REQUEST_FEATURES, requestFeatures } from '../domain/language/request-features';
import type { Example } from './fit-logistic';
import type { Case } from './read-cases';
import { TRAINING_SOURCES, type TrainingSets } from './training-sets';
import { writeWeights } from './write-weights';

/** Requests are few among the examples, and so are our own messages that only look like one. */
const ASKING_WEIGHT = 10;
const OWN_WEIGHT = 12;

/** Trains the scorer of `domain/language/request-scorer.ts` and writes its weights. Returns what it did in a sentence. */
export function trainRequests({ requests, moods, others, unrelated }: TrainingSets): string {
  // Answers to an offer are left to the words for yes: out of the blue they ask for nothing.
  const asked = requests.filter(({ kind }) => kind?.includes('offer') !== true);
  const asksNobody = (one: Case): Case => ({ ...one, label: 0 });
  const examples = [
    ...examplesOf([...asked, ...moods.map(asksNobody)], OWN_WEIGHT),
    ...examplesOf([...others, ...unrelated.map(asksNobody)], 2),
  ];
  return writeWeights('request-weights.json', examples, REQUEST_FEATURES, TRAINING_SOURCES);
}

function examplesOf(cases: readonly Case[], weight: number): Example[] {
  return cases.flatMap(({ text, label }) =>
    label === null
      ? []
      : [
          {
            features: [...requestFeatures(likeliestView(text))],
            isTrue: label === 1,
            weight: label === 1 ? ASKING_WEIGHT : weight,
          },
        ],
  );
}

/** As the product reads a conversation's first message. */
function likeliestView(text: string): View {
  const tokens = tokenise(text);
  const [language = 'en'] = admittedLanguages(text, tokens, detectLanguage(text));
  return viewOf(tokens, REQUEST_LEXICONS[language].vocabulary);
}
