import { DETECTORS_VERSION, decideBurst, type BurstDecision } from '../agent/decide-burst';
import type { Message } from '../db/messages';
import { TALK_TO_A_PERSON } from '../domain/language/talk-to-a-person';
import type { TurnDecision } from '../domain/turn';
import { composeReply } from './compose-reply';
import type { Dependencies } from './dependencies';
import type { LoadedTurn } from './turn-context';

export interface DecidedTurn {
  decision: TurnDecision;
  language: string | null;
}

/** What to do about a burst, as its turn stores it. */
export async function decideTurn(
  dependencies: Dependencies,
  burst: readonly Message[],
  { context, spokeAt }: LoadedTurn,
  signal: AbortSignal,
): Promise<DecidedTurn> {
  const { agent, timings } = dependencies;
  const wasTapped = burst.some(({ payload }) => payload['buttonId'] === TALK_TO_A_PERSON);
  const isLate = burst.some(({ createdAt, placedAt }) => createdAt.getTime() - placedAt.getTime() > timings.late);
  const tappedButtonId = wasTapped ? TALK_TO_A_PERSON : null;
  const decided = await decideBurst(agent, { ...context, tappedButtonId, isLate }, { signal });
  return { decision: toStore(dependencies, decided, spokeAt), language: decided.language };
}

function toStore(
  { timings }: Dependencies,
  { decision, detector, disagreement, language }: BurstDecision,
  spokeAt: Date | null,
): TurnDecision {
  const wentBy = {
    ...(decision.basis !== undefined && { basis: decision.basis }),
    ...(disagreement !== null && { disagreement }),
  };
  switch (decision.kind) {
    case 'closing':
      return {
        kind: 'closing',
        ...(detector !== null && { detector }),
        ...(decision.closedAs !== undefined && { closedAs: decision.closedAs }),
        scores: { detectors: DETECTORS_VERSION },
        ...wentBy,
      };
    case 'handoff': {
      const { kind, reason, evidence, summary, topic, sameTeammate = false } = decision;
      const scores = { ...decision.scores, detectors: DETECTORS_VERSION };
      const about = topic === undefined ? {} : { topic };
      return { kind, reason, evidence, summary, ...about, sameTeammate, detector, scores, ...wentBy };
    }
    case 'reply': {
      const introduce = spokeAt === null || Date.now() - spokeAt.getTime() > timings.disclosure;
      const { kind, citedArticleIds, offersPerson, nonAnswer } = decision;
      const messages = composeReply({ ...decision, language, introduce });
      const scores = { ...decision.scores, detectors: DETECTORS_VERSION };
      return { kind, messages, citedArticleIds, offersPerson, nonAnswer, scores, ...wentBy };
    }
  }
}
