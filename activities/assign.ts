import type { Conversation } from '../db/conversations';
import { findConversation } from '../db/conversations';
import { currentHandoff, listSteps, type Handoff, type Step } from '../db/handoffs';
import type { Database } from '../db/pool';
import { handOff } from '../transactions/hand-off';
import type { AssignInput, AssignResult } from './contract';
import type { Dependencies } from './dependencies';
import { openHandoffOf } from './open-handoff-of';

/**
 * Finds the open handoff and whom it is assigned to - a turn, a teammate, the business phone or the watchdog has committed
 * both - so that the three steps are always seen; or opens the one that a failed turn comes to. Safe to repeat.
 */
export async function assign({ db }: Dependencies, input: AssignInput): Promise<AssignResult> {
  if ('handoffId' in input) return assignedAlready(db, input.conversationId);
  const { conversationId, epoch, reason = 'agent_failed' } = input;
  const result = await handOff(db, { conversationId, epoch, reason });
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
  const { epoch, handler } = conversation;
  return { kind: 'assigned', ...openHandoffOf(conversation, handoff, steps), epoch, handler };
}

function stale(conversation: Conversation | null): AssignResult {
  return { kind: 'stale', epoch: conversation?.epoch ?? 0, handler: conversation?.handler ?? 'ai' };
}
