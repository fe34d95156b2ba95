import type { Conversation } from '../db/conversations';
import { findConversation } from '../db/conversations';
import { currentHandoff, listSteps, type Handoff, type Step } from '../db/handoffs';
import type { Database } from '../db/pool';
import { handOff } from '../transactions/hand-off';
import type { AssignInput, AssignResult } from './contract';
import type { Dependencies } from './dependencies';

/**
 * Assigns the conversation: this commit opens the handoff the AI decided on, or finds the one that a teammate, the
 * business phone or the watchdog opened, so that the steps are always seen. Safe to repeat.
 */
export async function assign({ db }: Dependencies, input: AssignInput): Promise<AssignResult> {
  if ('handoffId' in input) return assignedAlready(db, input.conversationId);
  const result = await handOff(db, input);
  if (result.kind === 'stale') return stale(result.conversation);
  return assigned(result.conversation, result.handoff, result.steps);
}

/** A ring may name a handoff that was resolved or merged since: what counts is the one that is open now. */
async function assignedAlready(db: Database, conversationId: string): Promise<AssignResult> {
  const conversation = await findConversation(db, conversationId);
  const handoff = conversation === null ? null : await currentHandoff(db, conversation.id);
  if (conversation === null || handoff === null) return stale(conversation);
  return assigned(conversation, handoff, await listSteps(db, handoff.id));
}

function assigned(conversation: Conversation, handoff: Handoff, steps: readonly Step[]): AssignResult {
  const isPending = (kind: string, teammateId: string | null) =>
    steps.some((step) => step.kind === kind && step.teammateId === teammateId && step.state === 'pending');
  return {
    kind: 'assigned',
    handoffId: handoff.id,
    reason: handoff.reason,
    assigneeId: handoff.assigneeId,
    email: isPending('email', handoff.assigneeId),
    reassure: isPending('reassure', null),
    waitingSinceMs: conversation.waitingSince?.getTime() ?? null,
    epoch: conversation.epoch,
    handler: conversation.handler,
  };
}

function stale(conversation: Conversation | null): AssignResult {
  return { kind: 'stale', epoch: conversation?.epoch ?? 0, handler: conversation?.handler ?? 'ai' };
}
