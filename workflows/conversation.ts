import {
  CancellationScope,
  condition,
  continueAsNew,
  inWorkflowContext,
  setDefaultSignalHandler,
  sleep,
} from '@temporalio/workflow';
import { activitiesFor } from './activity-proxies';
import type { ConversationStart } from './contract';
import { carry, createState, mustAnswer, note, type ConversationState } from './conversation-state';
import { keepHandingOff } from './handoff';
import { keepCopyingMedia } from './media';
import { keepSending } from './outbound';
import { rollOverRule } from './roll-over';
import { createStory } from './story';
import { burstWindow, oneTurn } from './turns';

// A customer who keeps writing is answered all the same.
const MOST_OVERTAKEN = 3;
// A turn that stays stale although newer messages no longer count is not asked for in a hot loop.
const LOOK_AGAIN_MS = 1_000;

/**
 * One customer's conversation. Signals say that rows are waiting; the turns below answer them, while sending, handing off
 * and copying go on beside them. Nothing leaves the loops: a failure is a reason to hand off, not an end, and an
 * operator's Cancel ends nothing.
 */
export async function conversation(start: ConversationStart): Promise<void> {
  const state = createState(start, Date.now());
  setDefaultSignalHandler((name, signal) => note(state, name, signal, Date.now()));
  await CancellationScope.nonCancellable(() => converse(start, state));
}

async function converse(start: ConversationStart, state: ConversationState): Promise<void> {
  const { conversationId, timings } = start;
  const mustRollOver = rollOverRule(state);
  const activities = activitiesFor(timings);
  const tell = createStory(start.link);
  const idle = idleTimer(timings.idle);
  beside(keepSending(state, activities, conversationId));
  beside(keepHandingOff(state, activities, conversationId));
  beside(keepCopyingMedia(state, activities));
  beside(keepTelling(state, tell));
  let overtaken = 0;
  for (;;) {
    await condition(() => mustAnswer(state) || mustRollOver() || idle.fired);
    await burstWindow(state, timings);
    if (mustRollOver())
      return continueAsNew<typeof conversation>({ ...start, ...handling(state), carried: carry(state) });
    if (!mustAnswer(state)) {
      if (isIdle(state, timings.idle)) return;
      if (idle.fired) idle.arm();
      continue;
    }
    const { epoch } = state; // captured when the turn starts: a draft of an older epoch may not speak
    state.turn = false;
    state.urgent = false;
    state.burst = null;
    const turn = await oneTurn(state, activities, {
      conversationId,
      epoch,
      overtaken: Math.min(overtaken, MOST_OVERTAKEN),
    });
    state.rung = false;
    overtaken = turn?.kind === 'stale' ? overtaken + 1 : 0;
    if (state.epoch !== epoch) continue; // handed over: by this turn, or by a person while the model was thinking
    switch (turn?.kind) {
      case 'reply':
        if (turn.more !== false) state.outbound = true;
        break;
      case 'handoff':
        state.decided = { epoch, reason: turn.reason };
        break;
      case 'stale': // somebody spoke meanwhile; the loop looks again
        state.turn = true;
        if (overtaken > MOST_OVERTAKEN)
          await sleep(LOOK_AGAIN_MS, { summary: 'the rows are not as this run was told' });
        break;
      case 'closing':
      case 'nothing':
        break;
      case undefined: // the agent failed: a failure is a reason, not an end
        state.decided = { epoch, reason: 'agent_failed' };
    }
  }
}

/**
 * Lets a coroutine run beside the turns. One that wakes while its run is put out of a worker's memory has nobody to speak
 * to: its error, left alone there, would end the worker's thread and every other run in it.
 */
function beside(coroutine: Promise<void>): void {
  coroutine.catch((error: unknown) => {
    if (inWorkflowContext()) throw error;
  });
}

/** Details and attributes follow every change of what they tell. */
async function keepTelling(state: ConversationState, tell: (state: ConversationState) => void): Promise<never> {
  for (;;) {
    tell(state);
    const before = snapshot(state);
    await condition(() => snapshot(state) !== before);
  }
}

function snapshot({
  handler,
  reason,
  assigneeId,
  waitingSinceMs,
  stuck,
  turn,
  decided,
  cancelTurn,
}: ConversationState): string {
  return [handler, reason, assigneeId, waitingSinceMs, stuck, turn, decided !== null, cancelTurn !== null].join();
}

function handling({ epoch, handler }: ConversationState) {
  return { epoch, handler };
}

/** The AI's conversation with nothing to do for WhatsApp's whole window: the next message opens a new run. */
function isIdle(state: ConversationState, idleMs: number): boolean {
  const quiet = !state.outbound && state.handoffId === null && state.decided === null && state.mediaIds.length === 0;
  return state.handler === 'ai' && quiet && Date.now() - state.lastSignalMs >= idleMs;
}

/** One long timer per run, armed again only after it fired. */
function idleTimer(ms: number): { fired: boolean; arm: () => void } {
  const timer = {
    fired: false,
    arm: () => {
      timer.fired = false;
      void sleep(ms, { summary: 'completes when nobody has written for a day' }).then(() => {
        timer.fired = true;
      });
    },
  };
  timer.arm();
  return timer;
}
