import type { TurnContext } from './contract';
import followUps from './follow-ups.json';
import { burstText, currentStretch } from './history';
import { createPhraseMatcher } from './phrase-match';

const matchers = [followUps.noHelp, followUps.repeats, followUps.stillBroken].map(createPhraseMatcher);

/**
 * Whether the customer tells, for a second time since a person last resolved, that an answer did not help: it was tried, it is
 * the same as before, it was not the question. A third answer would only send them round once more.
 */
export function didNotHelpAgain(context: TurnContext): boolean {
  if (!saysNoHelp(burstText(context))) return false;
  const { said } = currentStretch(context);
  const answersBefore = (at: number) => said.slice(0, at).some(({ role }) => role === 'ai');
  const before = said.findLastIndex(({ role, text }) => role === 'customer' && saysNoHelp(text));
  // To each of the two it must have been an answer that did not help.
  return before !== -1 && answersBefore(before) && said.slice(before).some(({ role }) => role === 'ai');
}

/** A question ("is it still not out?") tells nothing of an answer. */
function saysNoHelp(text: string): boolean {
  return text
    .split(/(?<=[.!?\u061F\u0964\n])/u)
    .filter((sentence) => !/[?\u061F]\s*$/u.test(sentence))
    .some((sentence) => matchers.some((find) => find(sentence) !== null));
}
