import { condition } from '@temporalio/workflow';
import type { AssignInput } from '../activities/contract';
import type { WorkflowActivities } from './activity-proxies';
import { attempt } from './attempt';
import { adopt, type ConversationState } from './conversation-state';

/**
 * Opens what the AI decided and does the steps of every handoff it hears of. E-mail and reassurance settle on their own:
 * neither waits for the other, and no provider's outage holds back the next handoff.
 */
export async function keepHandingOff(
  state: ConversationState,
  activities: WorkflowActivities,
  conversationId: string,
): Promise<never> {
  const underWay = new Set<string>();
  for (;;) {
    await condition(() => state.decided !== null || state.handoffId !== null);
    const { decided } = state;
    const input = nextInput(state, conversationId);
    const assigned = await attempt(() => activities.assign(input));
    if (state.decided === decided) state.decided = null;
    if (assigned === null || assigned.kind === 'stale') {
      if (assigned !== null) adopt(state, assigned);
      state.turn = true; // somebody spoke meanwhile, or nobody was assigned: the turns look again
      continue;
    }
    adopt(state, assigned);
    const { handoffId, assigneeId, reason, waitingSinceMs } = assigned;
    // It may have been resolved while this was under way: the AI's conversation has no assignee.
    if (state.handler === 'teammate')
      Object.assign(state, { openHandoffId: handoffId, reason, assigneeId, waitingSinceMs });
    const once = (step: string, work: () => Promise<void>) => {
      if (underWay.has(step)) return;
      underWay.add(step);
      void work().finally(() => underWay.delete(step));
    };
    if (assigned.email) once(`${handoffId} email ${assigneeId}`, () => email(state, activities, handoffId, assigneeId));
    if (assigned.reassure) once(`${handoffId} reassure`, () => reassure(activities, conversationId, handoffId));
  }
}

function nextInput(state: ConversationState, conversationId: string): AssignInput {
  if (state.decided !== null) {
    const { epoch, ...decision } = state.decided;
    return { conversationId, epoch, ...decision };
  }
  const handoffId = state.handoffId ?? '';
  state.handoffId = null;
  return { conversationId, epoch: state.epoch, handoffId };
}

/** Mails the assignee; when the mail is refused the handoff went to the next person, whose mail is a step of its own. */
async function email(
  state: ConversationState,
  { emailTeammate }: WorkflowActivities,
  handoffId: string,
  teammateId: string,
): Promise<void> {
  const result = await attempt(() => emailTeammate({ handoffId, teammateId }));
  if (result?.kind === 'moved') state.handoffId = handoffId;
  else if (result === null || result.kind === 'failed') state.stuck = true;
}

async function reassure(
  { reassureCustomer }: WorkflowActivities,
  conversationId: string,
  handoffId: string,
): Promise<void> {
  await attempt(() => reassureCustomer({ conversationId, handoffId }));
}
