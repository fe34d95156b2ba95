import type { Decision } from '../agent/contract';
import type { Conversation } from '../db/conversations';
import { lastAiReplyAt } from '../db/turns';
import type { Message } from '../db/messages';
import { detectLanguage } from '../domain/language/detect-language';
import { preCheck } from '../domain/language/pre-check';
import { TALK_TO_A_PERSON } from '../domain/language/talk-to-a-person';
import type { TurnDecision } from '../domain/turn';
import { composeReply } from './compose-reply';
import type { Dependencies } from './dependencies';
import type { LoadedTurn } from './turn-context';

export interface DecidedTurn {
  decision: TurnDecision;
  language: string | null;
}

/** Kinds whose content the AI cannot read without words beside them. */
const UNREADABLE = new Set(['image', 'video', 'audio', 'document', 'unsupported']);

/**
 * What to do about a burst. The deterministic checks come first and can only add a handoff; the agent answers the rest and
 * can never veto them.
 */
export async function decideTurn(
  { db, agent, timings }: Dependencies,
  conversation: Conversation,
  burst: readonly Message[],
  { context }: LoadedTurn,
  signal: AbortSignal,
): Promise<DecidedTurn> {
  const texts = burst.flatMap(({ text }) => (text === null ? [] : [text]));
  const language = detectLanguage(texts.join('\n')) ?? conversation.language;
  const certain = checkBurst(burst, texts, context.handoffOffered, language, timings.late);
  if (certain !== null) return { decision: certain, language };
  const decision = await agent.decide({ ...context, language }, { signal });
  const spokenLanguage = decision.language ?? language;
  const { basis } = decision;
  return { decision: { ...(await store(decision)), ...(basis && { basis }) }, language: spokenLanguage };

  async function store(decision: Decision): Promise<TurnDecision> {
    switch (decision.kind) {
      case 'closing':
        return { kind: 'closing', scores: {} };
      case 'handoff': {
        const { kind, reason, evidence, summary, sameTeammate = false, scores } = decision;
        return { kind, reason, evidence, summary, sameTeammate, detector: null, scores };
      }
      case 'reply': {
        const spokeAt = await lastAiReplyAt(db, conversation.id);
        const introduce = spokeAt === null || Date.now() - spokeAt.getTime() > timings.disclosure;
        const { kind, text, citedArticleIds, offersPerson, nonAnswer, scores } = decision;
        const messages = composeReply({ text, language: spokenLanguage, introduce, offersPerson });
        return { kind, messages, citedArticleIds, offersPerson, nonAnswer, scores };
      }
    }
  }
}

function checkBurst(
  burst: readonly Message[],
  texts: readonly string[],
  handoffOffered: boolean,
  language: string | null,
  lateMs: number,
): TurnDecision | null {
  const tappedButtonId = burst.some(({ payload }) => payload['buttonId'] === TALK_TO_A_PERSON)
    ? TALK_TO_A_PERSON
    : null;
  const asked = preCheck(texts, { conversationLanguage: language, handoffOffered, tappedButtonId });
  if (asked !== null) return handoff(asked.reason, asked.evidence, asked.detector);
  if (burst.some(({ createdAt, placedAt }) => createdAt.getTime() - placedAt.getTime() > lateMs))
    return handoff('late_message', texts.at(-1) ?? null, 'late');
  if (burst.some(({ kind, text }) => UNREADABLE.has(kind) && text === null))
    return handoff('unreadable_media', null, 'media');
  if (burst.every(({ kind }) => kind === 'sticker')) return { kind: 'closing', scores: {} };
  return null;
}

function handoff(
  reason: Extract<TurnDecision, { kind: 'handoff' }>['reason'],
  evidence: string | null,
  detector: string,
): TurnDecision {
  return { kind: 'handoff', reason, evidence, summary: null, sameTeammate: false, detector, scores: {} };
}
