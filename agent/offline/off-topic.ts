import topics from '../off-topic.json';
import { createPhraseMatcher } from '../phrase-match';

const asksOffTopic = createPhraseMatcher(topics);

/**
 * Whether a question that no article comes near is about nothing a business answers: the weather, jokes, homework,
 * football. Only well-known ways of asking count; any other question without an answer is a person's.
 */
export function isOffTopic(text: string): boolean {
  return asksOffTopic(text) !== null;
}
