import { condition } from '@temporalio/workflow';
import type { AssignInput, OpenHandoff } from '../activities/contract';
import type { WorkflowActivities } from './activity-proxies';
import { attempt } from './attempt';
import { adopt, noteOpen, WHICHEVER_IS_OPEN, type ConversationState } from './conversation-state';

/**
 * Does the steps of every handoff it hears of, and opens the one that a failed turn comes to. E-mail and reassurance settle
 * on their own: neither waits for the other, and no provider's outage holds back the next handoff.
 */
export async function keepHandingOff(
  state: ConversationState,
  activities: WorkflowActivities,
  conversationId: string,
): Promise<never> {
  const underWay = new Set<string>();
  const once = (step: string, work: () => Promise<void>) => {
    if (underWay.has(step)) return;
    underWay.add(step);
    void work().finally(() => underWay.delete(step));
  };
  const begin = ({ handoffId, assigneeId, ...isPending }: OpenHandoff) => {
    if (isPending.email)
      once(`${handoffId} email ${assigneeId}`, () => email(state, activities, handoffId, assigneeId));
    if (isPending.reassure) once(`${handoffId} reassure`, () => reassure(activities, conversationId, handoffId));
  };
  for (;;) {
    await condition(() => state.opened !== null || state.decided !== null || state.handoffId !== null);
    const { opened, decided } = state;
    const input = nextInput(state, conversationId);
    const assigning = attempt(() => activities.assign(input));
    // What a turn's own commit has opened needs no answer of `assign`: the three run side by side.
    if (opened !== null) begin(opened);
    const assigned = await assigning;
    if (state.decided === decided) state.decided = null;
    if (assigned === null || assigned.kind === 'stale') {
      if (assigned !== null) adopt(state, assigned);
      state.turn = true; // somebody spoke meanwhile, or nobody was assigned: the turns look again
      continue;
    }
    adopt(state, assigned);
    noteOpen(state, assigned);
    if (opened === null) begin(assigned);
  }
}

function nextInput(state: ConversationState, conversationId: string): AssignInput {
  const { opened } = state;
  state.opened = null;
  if (opened !== null) return { conversationId, epoch: state.epoch, handoffId: opened.handoffId };
  if (state.decided !== null) {
    const { epoch, ...decision } = state.decided;
    return { conversationId, epoch, ...decision };
  }
  const handoffId = state.handoffId ?? WHICHEVER_IS_OPEN;
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
