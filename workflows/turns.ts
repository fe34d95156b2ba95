import { CancellationScope, condition, patched, sleep } from '@temporalio/workflow';
import type { AgentTurnResult } from '../activities/contract';
import type { WorkflowActivities } from './activity-proxies';
import { attempt } from './attempt';
import type { ConversationTimings } from './contract';
import { adopt, mustAnswer, noteOpen, WHICHEVER_IS_OPEN, type ConversationState } from './conversation-state';

/**
 * Waits until the customer has finished writing: one timer to the burst's deadline, re-armed only if it moved. Ends at
 * once when the customer asked for a person, or when the AI no longer handles the conversation.
 */
export async function burstWindow(state: ConversationState, { burst, burstCap }: ConversationTimings): Promise<void> {
  for (;;) {
    if (state.burst === null || state.urgent || !mustAnswer(state)) return;
    const deadlineMs = Math.min(state.burst.lastMs + burst, state.burst.firstMs + burstCap);
    const ms = deadlineMs - Date.now();
    if (ms <= 0) return;
    await CancellationScope.cancellable(async () => {
      const over = attempt(() => sleep(ms, { summary: 'the customer may still be writing' }));
      await Promise.race([over, condition(() => state.urgent || !mustAnswer(state))]);
      CancellationScope.current().cancel();
    }).catch(() => undefined);
  }
}

/**
 * A turn that was cancelled, or done again, may have handed over before: its answer, which would say so, is lost. Its steps
 * must not wait until the sweeper takes this run for stuck.
 */
function mayHaveHandedOver(state: ConversationState, result: AgentTurnResult | null): boolean {
  const isUnclear = (result === null || result.kind === 'stale') && state.handler === 'teammate';
  return isUnclear && state.handoffId === null && patched('looks-for-the-steps-of-an-unclear-turn');
}

/** One agent turn; a takeover cancels it. Null when it was cancelled or failed for good. */
export async function oneTurn(
  state: ConversationState,
  { agentTurn }: WorkflowActivities,
  input: { conversationId: string; epoch: number; overtaken: number },
): Promise<AgentTurnResult | null> {
  const scope = new CancellationScope();
  state.cancelTurn = () => {
    scope.cancel();
  };
  const result = await attempt(() => scope.run(() => agentTurn(input)));
  state.cancelTurn = null;
  if (result !== null) adopt(state, result);
  if (mayHaveHandedOver(state, result)) state.handoffId = WHICHEVER_IS_OPEN;
  if (result === null) return null;
  if (result.kind === 'handoff' && result.opened !== undefined) {
    noteOpen(state, result.opened);
    state.opened = result.opened;
  }
  if (result.kind === 'reply' && typeof result.handoffId === 'string') state.handoffId = result.handoffId;
  return result;
}
