import { CancellationScope } from '@temporalio/workflow';
import { activitiesFor } from './activity-proxies';
import { attempt } from './attempt';
import type { ConversationTimings, RescueStart } from './contract';

const MOST_SENDS = 20;

/**
 * The watchdog's arm, apart from the conversation's own workflow so that a bug there is not a dead end: hands off a message
 * nothing has settled, and runs steps and sends that nothing has moved, by the same idempotent activities.
 */
export async function rescue(start: RescueStart, timings: ConversationTimings): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const { conversationId } = start;
    const activities = activitiesFor(timings);
    const handoffId = start.kind === 'unanswered' ? (await activities.rescue(start)).handoffId : start.handoffId;
    if (handoffId !== null) await steps(conversationId, handoffId);
    for (let sends = 0; sends < MOST_SENDS; sends++) {
      const sent = await attempt(() => activities.sendMessage({ conversationId }));
      if (sent === null || sent.kind === 'empty' || sent.kind === 'wait' || !sent.more) return;
    }

    async function steps(conversationId: string, handoffId: string): Promise<void> {
      const assigned = await activities.assign({ conversationId, epoch: 0, handoffId });
      if (assigned.kind !== 'assigned') return;
      const { assigneeId } = assigned;
      await Promise.all([
        assigned.email ? attempt(() => activities.emailTeammate({ handoffId, teammateId: assigneeId })) : null,
        assigned.reassure ? attempt(() => activities.reassureCustomer({ conversationId, handoffId })) : null,
      ]);
    }
  });
}
