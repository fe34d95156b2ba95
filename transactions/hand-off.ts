import type { Conversation } from '../db/conversations';
import { lockConversation } from '../db/conversations';
import { unsettledMessages } from '../db/messages';
import { currentHandoff, type Handoff } from '../db/handoffs';
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
  { kind: 'open'; handoff: Handoff; conversation: Conversation } | { kind: 'stale'; conversation: Conversation | null };

const Decided = z.object({
  id: z.string(),
  messageIds: z.array(z.string()),
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
    const conversation = await lockConversation(tx, request.conversationId);
    if (conversation === null || conversation.blockedAt !== null) return { kind: 'stale', conversation };
    if (conversation.handoffId === null && conversation.epoch !== request.epoch) return { kind: 'stale', conversation };
    const turn = 'turnId' in request ? await findDecision(tx, request.turnId) : null;
    if (conversation.handoffId === null && !(await isOwed(tx, conversation.id, turn)))
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
    return { kind: 'open', handoff: opened.handoff, conversation: opened.conversation };
  });
}

function findDecision(tx: Transaction, turnId: string) {
  return maybeRow(
    tx,
    Decided,
    `select id, message_ids as "messageIds", decision from turn where id = $1 and kind = 'handoff'`,
    [turnId],
  );
}

/** A turn's messages must all be open still; one that failed may have failed in its last step, with its answer committed. */
async function isOwed(
  tx: Transaction,
  conversationId: string,
  turn: { messageIds: readonly string[] } | null,
): Promise<boolean> {
  if (turn === null) return (await unsettledMessages(tx, conversationId)).length > 0;
  const settled = await maybeRow(
    tx,
    z.object({ id: z.string() }),
    'select id from message where id = any($1) and settled_at is not null limit 1',
    [turn.messageIds],
  );
  return settled === null;
}

/** Whoever had the last handoff, while they can still answer. */
async function lastAssignee(tx: Transaction, conversationId: string): Promise<Teammate | null> {
  const last = await currentHandoff(tx, conversationId);
  const teammate = last === null ? null : await shareTeammate(tx, last.assigneeId);
  return teammate?.active === true ? teammate : null;
}
