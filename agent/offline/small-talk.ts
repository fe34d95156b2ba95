import { phrases } from '../../domain/language/phrases';
import { smallTalkOf } from '../../domain/language/small-talk';
import type { Decision, TurnContext } from '../contract';
import followUps from '../follow-ups.json';
import { burstText, currentStretch, evidenceOf } from '../history';
import { comparable, createPhraseMatcher } from '../phrase-match';
import { topicWordsOf } from '../retrieval/terms';
import { saysNo } from '../says-no';
import { isUnhappy } from '../unhappy-emoji';
import { replyOf } from './reply-of';

const asksWhoAnswers = createPhraseMatcher(followUps.asksWhoAnswers);

const saysSolved = createPhraseMatcher(followUps.solved);

/** Longest message, in characters as compared, that is only about who answers or only says that all is well. */
const SHORT = 60;

const QUESTION = /[?\u061F]/;

/**
 * The turn for a burst without a question in it: small talk answered in kind, "are you a bot?" answered truthfully, a "no"
 * left at that, and words that say nothing ("can you help me?") asked about - or null when there is a question.
 */
export function smallTalkTurn(context: TurnContext, language: string | null): Decision | null {
  const text = burstText(context);
  const talks = context.messages.map((message) => smallTalkOf(message.text));
  const say = phrases(language);
  if (asksWhoAnswers(text) !== null && comparable(text).length <= SHORT)
    return replyOf(`${say.aiDisclosure} ${say.greeting}`, { language });
  if (context.messages.every((message) => saysNo(message.text))) return replyOf(say.acknowledgement, { language });
  if (hasAnswered(context) && !QUESTION.test(text) && saysSolved(text) !== null && comparable(text).length <= SHORT)
    return replyOf(say.thanks, { language });
  const hasWords = talks.some((talk, at) => talk === null && context.messages[at]?.text.trim() !== '');
  if (hasWords && topicWordsOf(text).length === 0) {
    const question = hasAnswered(context) ? say.offerPerson : say.greeting;
    return replyOf(question, { language, nonAnswer: true, offersPerson: hasAnswered(context) });
  }
  if (hasWords) return null;
  if (isUnhappy(text)) return replyOf(say.offerPerson, { language, nonAnswer: true, offersPerson: true });
  // "Ok" or a thumbs up to "shall I bring in a person?" is a yes.
  if (context.handoffOffered && talks.includes('acknowledgement') && !talks.includes('farewell'))
    return {
      kind: 'handoff',
      reason: 'asked_for_person',
      evidence: evidenceOf(text),
      summary: null,
      language,
      scores: {},
    };
  if (talks.includes('greeting')) return replyOf(say.greeting, { language });
  if (talks.includes('farewell')) return replyOf(say.farewell, { language });
  if (talks.includes('thanks')) return replyOf(say.thanks, { language });
  return { kind: 'closing', language };
}

function hasAnswered(context: TurnContext): boolean {
  return currentStretch(context).said.some((entry) => entry.role === 'ai');
}
