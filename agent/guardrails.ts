import type { Decision, ReplyDecision, TurnContext } from './contract';
import followUps from './follow-ups.json';
import { burstText, currentStretch, evidenceOf } from './history';
import { createPhraseMatcher } from './phrase-match';
import { similarity } from './retrieval/similarity';
import { topicWordsOf } from './retrieval/terms';

/** Similarity from which a message repeats an earlier one. Measured on customers who rephrase a question. */
const REPEATED = 0.62;

/** Similarity from which two replies are the same one. */
const SAME_REPLY = 0.9;

const saysItRepeats = createPhraseMatcher(followUps.repeats);

/**
 * The rules that hold whoever wrote the reply: no second non-answer in a row, and no going round in circles - the same
 * reply twice, one article more than `mostServings` times, or the old answer to a customer who repeats themselves.
 */
export function guard(reply: ReplyDecision, context: TurnContext, mostServings: number): Decision {
  const text = burstText(context);
  const handOff = (reason: 'loop' | 'cannot_resolve', summary: string): Decision => {
    const { language, scores } = reply;
    return { kind: 'handoff', reason, evidence: evidenceOf(text), summary, language, scores };
  };
  const { said } = currentStretch(context);
  // What was served before a teammate resolved is history: asking again is a new question.
  const served = said.some((entry) => entry.role === 'ai') ? context.servedArticleIds : [];
  const servings = (id: string) => served.filter((other) => other === id).length;
  const isOldAnswer = reply.citedArticleIds.length > 0 && reply.citedArticleIds.every((id) => servings(id) > 0);

  if (reply.nonAnswer && context.failedTurns > 0)
    return handOff('cannot_resolve', 'The AI found no answer twice in a row.');
  if (repeatsItself(context) && (isOldAnswer || reply.nonAnswer))
    return handOff('loop', 'The customer repeats a question that the AI has answered before.');
  if (reply.citedArticleIds.some((id) => servings(id) >= mostServings))
    return handOff('loop', 'The AI would send the same article again.');
  const isSameReply = said.some((entry) => entry.role === 'ai' && similarity(entry.text, reply.text) >= SAME_REPLY);
  if (isSameReply && (isOldAnswer || reply.nonAnswer))
    return handOff('loop', 'The AI would send the same answer again.');
  return reply;
}

/** Whether the customer says something again, or says that they do or that the answer missed. */
function repeatsItself(context: TurnContext): boolean {
  const text = burstText(context);
  const { said } = currentStretch(context);
  // To whom nothing was answered yet, "I already told your colleague" is no complaint about an answer.
  if (saysItRepeats(text) !== null) return said.some((entry) => entry.role === 'ai');
  if (topicWordsOf(text).length === 0) return false;
  return said.some((entry) => entry.role === 'customer' && similarity(entry.text, text) >= REPEATED);
}
