import { smallTalkOf } from '../../domain/language/small-talk';
import { topicWordsOf, wordsOf } from '../retrieval/terms';
import decliningWords from './declining-words.json';

const declining = new Set(Object.values(decliningWords).flatMap(wordsOf));

/**
 * Which of a burst's messages ask something that an article could be about. Greetings, thanks, "where is it?" and the "none of
 * these" of somebody who was asked what they meant do not. None of them may.
 */
export function askedWords(texts: readonly string[]): string[] {
  return texts
    .map((text) => text.trim())
    .filter((text) => smallTalkOf(text) === null && topicWordsOf(text).some((word) => !declining.has(word)));
}
