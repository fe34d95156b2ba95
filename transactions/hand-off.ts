import { lockConversation, type Conversation } from '../db/conversations';
import { listSteps, type Handoff, type Step } from '../db/handoffs';
import { unsettledMessages } from '../db/messages';
import { transaction, type Database } from '../db/pool';
import type { HandoffReason } from '../domain/handoff-reason';
import { openHandoff } from './open-handoff';

/** A handoff that a turn came to without deciding it. */
export interface HandOff {
  conversationId: string;
  /** Captured when the turn began. */
  epoch: number;
  reason: HandoffReason;
}

export type HandOffResult =
  | { kind: 'open'; handoff: Handoff; steps: Step[]; conversation: Conversation }
  | { kind: 'stale'; conversation: Conversation | null };

/**
 * Opens the handoff of a turn that failed. `stale` when the conversation has changed hands since that turn began, or when
 * nothing is unanswered any more: the workflow looks again. A handoff that is already open is returned as it is.
 */
export async function handOff(db: Database, { conversationId, epoch, reason }: HandOff): Promise<HandOffResult> {
  return transaction(db, async (tx) => {
    const [conversation, unsettled] = await Promise.all([
      lockConversation(tx, conversationId),
      unsettledMessages(tx, conversationId),
    ]);
    if (conversation === null || conversation.blockedAt !== null) return { kind: 'stale', conversation };
    // It may have failed in its last step, with its answer committed.
    const isOwed = conversation.epoch === epoch && unsettled.length > 0;
    if (conversation.handoffId === null && !isOwed) return { kind: 'stale', conversation };
    const opened = await openHandoff(tx, conversation, {
      reason,
      evidence: null,
      summary: null,
      turn: null,
      takenBy: null,
      assignee: null,
      requestedBy: null,
    });
    const { handoff } = opened;
    const steps = await tx.commitWith(listSteps(tx, handoff.id));
    return { kind: 'open', handoff, steps, conversation: opened.conversation };
  });
}
