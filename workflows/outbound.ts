import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { WorkflowActivities } from './activity-proxies';
import { attempt } from './attempt';
import { adopt, type ConversationState } from './conversation-state';

/**
 * Sends the conversation's head of line until the line is empty, whenever there may be something in it. Never ends: the
 * run's end drops it, and the next run or the sweeper goes on from the rows.
 */
export async function keepSending(
  state: ConversationState,
  { sendMessage }: WorkflowActivities,
  conversationId: string,
): Promise<never> {
  for (;;) {
    await condition(() => state.outbound);
    state.outbound = false;
    const result = await attempt(() => sendMessage({ conversationId }));
    if (result === null) continue;
    adopt(state, result);
    if (result.kind === 'wait') {
      // Only newer histories have `typing`: the others go on as they were recorded.
      if (result.typing === true) await untilTypedOrRung(state, result.ms);
      else await sleep(result.ms, { summary: 'the next message waits for its time' });
      state.outbound = true;
    } else if (result.kind !== 'empty') {
      if (result.more) state.outbound = true;
      if (result.handoffId !== null) state.handoffId = result.handoffId;
    }
  }
}

/** A teammate writes to the customer: the AI's answer waits for them, but a ring says that they stopped, or wrote. */
async function untilTypedOrRung(state: ConversationState, ms: number): Promise<void> {
  await CancellationScope.cancellable(async () => {
    const over = attempt(() => sleep(ms, { summary: 'the answer waits while a teammate types' }));
    await Promise.race([over, condition(() => state.outbound)]);
    CancellationScope.current().cancel();
  }).catch(() => undefined);
}
