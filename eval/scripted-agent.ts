import type { Agent, Article, Decision, TurnContext } from '../agent/contract';
import { settledBeforeAnswering } from '../agent/before-answering';
import { guard } from '../agent/guardrails';
import { createOfflineAgent } from '../agent/offline-agent';
import { replyOf } from '../agent/offline/reply-of';
import { createArticleIndex } from '../agent/retrieval/article-index';
import { offersPerson } from '../domain/language/offer-scorer';
import type { Dialogue } from './dialogue-set';
import { isNonAnswer } from './scripted-turn';

/** A model words an article anew, so one may serve a few questions. */
const MOST_SERVINGS = 4;

/**
 * Makes, for one turn, the agent of dialogues that come without articles: it says what is written, held to the product's
 * rules and guardrails. Where nothing is written, what it answered elsewhere is what the business knows; a first question
 * beyond that proves nothing, since the business may well know the answer.
 */
export function createScriptedAgents(dialogues: readonly Dialogue[]): (written: string | undefined) => Agent {
  const index = createArticleIndex(dialogues.flatMap(answersIn));
  const offline = createOfflineAgent({ index: () => index });
  return (written) => ({
    decide: async (context, options) => {
      const settled = settledBeforeAnswering(context);
      if (settled !== null) return settled;
      if (written !== undefined) return guard(replyFrom(written), context, MOST_SERVINGS);
      return unlessIgnorant(await offline.decide(context, options), context);
    },
  });
}

function replyFrom(written: string) {
  return replyOf(written, { offersPerson: offersPerson(written), nonAnswer: isNonAnswer(written) });
}

function unlessIgnorant(decision: Decision, { failedTurns }: TurnContext): Decision {
  const isIgnorant = decision.kind === 'handoff' && decision.reason === 'cannot_resolve' && failedTurns === 0;
  return isIgnorant ? replyOf('(an answer)', {}) : decision;
}

/** The AI's lines that answer something, each as an article to the question before it. */
function answersIn({ id, turns }: Dialogue): Article[] {
  return turns.flatMap((turn, at): Article[] => {
    const question = turns[at - 1];
    if (turn.role !== 'ai' || question?.role !== 'customer' || isNonAnswer(turn.text)) return [];
    return [{ id: `${id}/${at}`, title: question.text, content: turn.text, language: null }];
  });
}
