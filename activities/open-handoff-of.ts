import type { Conversation } from '../db/conversations';
import type { Handoff, Step } from '../db/handoffs';
import type { OpenHandoff } from './contract';

/** What a workflow is told of an open handoff: ids, and which of its steps are still to be done. */
export function openHandoffOf(conversation: Conversation, handoff: Handoff, steps: readonly Step[]): OpenHandoff {
  const isPending = (kind: string, teammateId: string | null) =>
    steps.some((step) => step.kind === kind && step.teammateId === teammateId && step.state === 'pending');
  return {
    handoffId: handoff.id,
    reason: handoff.reason,
    assigneeId: handoff.assigneeId,
    email: isPending('email', handoff.assigneeId),
    reassure: isPending('reassure', null),
    waitingSinceMs: conversation.waitingSince?.getTime() ?? null,
  };
}
