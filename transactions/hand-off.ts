import type { Conversation } from '../db/conversations';
import { lockConversation } from '../db/conversations';
import { unsettledMessages } from '../db/messages';
import { currentHandoff, listSteps, type Handoff, type Step } from '../db/handoffs';
import { transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow } from '../db/query';
import { shareTeammate } from '../db/teammates';
import type { Teammate } from '../domain/pick-assignee';
import { HANDOFF_REASONS, type HandoffReason } from '../domain/handoff-reason';
import { SELF_HARM } from '../domain/turn';
import { openHandoff } from './open-handoff';
import { z } from 'zod';

/** A handoff that the AI side asks for: a stored turn decided it, or the turn itself failed. */
export type HandOff =
  | { conversationId: string; epoch: number; turnId: string }
  | { conversationId: string; epoch: number; reason: HandoffReason };

export type HandOffResult =
  | { kind: 'open'; handoff: Handoff; steps: Step[]; conversation: Conversation }
  | { kind: 'stale'; conversation: Conversation | null };

const Decided = z.object({
  id: z.string(),
  messageIds: z.array(z.string()),
  /** Nothing has settled any of them. */
  isOpen: z.boolean(),
  decision: z.object({
    reason: z.enum(HANDOFF_REASONS),
    evidence: z.string().nullable(),
    summary: z.string().nullable(),
    sameTeammate: z.boolean().catch(false),
    detector: z.string().nullable().catch(null),
  }),
});

/**
 * Opens the handoff that a turn decided on. `stale` when the conversation has changed hands since that turn began, or when
 * its messages were settled meanwhile: the workflow looks again. A handoff that is already open is returned as it is.
 */
export async function handOff(db: Database, request: HandOff): Promise<HandOffResult> {
  return transaction(db, async (tx) => {
    const [conversation, turn, unsettled] = await Promise.all([
      lockConversation(tx, request.conversationId),
      'turnId' in request ? findDecision(tx, request.turnId) : null,
      unsettledMessages(tx, request.conversationId),
    ]);
    if (conversation === null || conversation.blockedAt !== null) return { kind: 'stale', conversation };
    // A turn's messages must all be open still; one that failed may have failed in its last step, with its answer committed.
    const isOwed = turn === null ? unsettled.length > 0 : turn.isOpen;
    if (conversation.handoffId === null && (conversation.epoch !== request.epoch || !isOwed))
      return { kind: 'stale', conversation };
    const opened = await openHandoff(tx, conversation, {
      reason: turn?.decision.reason ?? ('reason' in request ? request.reason : 'agent_failed'),
      evidence: turn?.decision.evidence ?? null,
      isInDanger: turn?.decision.detector === SELF_HARM,
      summary: turn?.decision.summary ?? null,
      turn,
      takenBy: null,
      assignee: turn?.decision.sameTeammate === true ? await lastAssignee(tx, conversation.id) : null,
      requestedBy: null,
    });
    const { handoff } = opened;
    const steps = await tx.commitWith(listSteps(tx, handoff.id));
    return { kind: 'open', handoff, steps, conversation: opened.conversation };
  });
}

function findDecision(tx: Transaction, turnId: string) {
  return maybeRow(
    tx,
    Decided,
    `select id, message_ids as "messageIds", decision, not exists (select 1 from message m
        where m.id = any(turn.message_ids) and m.settled_at is not null) as "isOpen"
      from turn where id = $1 and kind = 'handoff'`,
    [turnId],
  );
}

/** Whoever had the last handoff, while they can still answer. */
async function lastAssignee(tx: Transaction, conversationId: string): Promise<Teammate | null> {
  const last = await currentHandoff(tx, conversationId);
  const teammate = last === null ? null : await shareTeammate(tx, last.assigneeId);
  return teammate?.active === true ? teammate : null;
}
