import type { HumanOnlyTopic } from '../domain/decision-settings';
import { amountsIn, type Amount } from './amounts';
import { wordsOf } from './retrieval/terms';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Words that may stand between a topic's word and an amount: fewer where nothing says that the number is money. */
const NEAR = { withCurrency: 30, plain: 6 };

/** Words as they are compared, where each begins in the text, and at which positions a word stands. */
interface PlacedWords {
  words: readonly string[];
  starts: readonly number[];
  positions: ReadonlyMap<string, readonly number[]>;
}

/**
 * The first of the owner's topics that a text speaks of, or null: one of its words or phrases is there, whatever case and
 * accents, and, where the topic is about sums, a higher one beside it.
 */
export function findHumanOnlyTopic(text: string, topics: readonly HumanOnlyTopic[]): HumanOnlyTopic | null {
  if (topics.length === 0) return null;
  const placed = placedWords(text);
  const amounts = amountsIn(text).map((amount) => ({
    ...amount,
    at: placed.starts.findLastIndex((place) => place <= amount.start),
  }));
  return topics.find((topic) => topic.words.some((phrase) => speaksOf(placed, amounts, topic, phrase))) ?? null;
}

function placedWords(text: string): PlacedWords {
  const words: string[] = [];
  const starts: number[] = [];
  for (const { 0: raw, index } of text.matchAll(WORD))
    for (const word of wordsOf(raw)) {
      words.push(word);
      starts.push(index);
    }
  const positions = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const places = positions.get(word);
    if (places === undefined) positions.set(word, [at]);
    else places.push(at);
  }
  return { words, starts, positions };
}

function speaksOf(
  { words, positions }: PlacedWords,
  amounts: readonly (Amount & { at: number })[],
  { above }: HumanOnlyTopic,
  phrase: string,
): boolean {
  const [first, ...rest] = wordsOf(phrase);
  if (first === undefined) return false;
  return (positions.get(first) ?? []).some((at) => {
    if (!rest.every((next, ahead) => words[at + 1 + ahead] === next)) return false;
    if (above === null) return true;
    return amounts.some(({ value, at: amountAt, hasCurrency }) => {
      if (value <= above) return false;
      const between = amountAt > at ? amountAt - at - rest.length - 1 : at - amountAt - 1;
      return between <= (hasCurrency ? NEAR.withCurrency : NEAR.plain);
    });
  });
}
