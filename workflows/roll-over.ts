import { patched, workflowInfo } from '@temporalio/workflow';
import { mustAnswer, type ConversationState } from './conversation-state';

// A run stays below a thousand events, some forty messages, also when hundreds of signals come at once: replay costs
// several milliseconds per message, and while a worker replays, more signals pile up for its next task.
const MOST_EVENTS = 700;
/** Runs that began under an earlier release end where they would have: their histories replay. */
const MOST_EVENTS_BEFORE = 1_600;

/**
 * When this run shall continue as a new one: once it is long and a signal has come, before the turn that answers it. Not
 * after a turn: the answer is out then, and a customer who writes back at once makes Temporal refuse that end. The worker
 * forgets the run, replays it for the very message and tries again, for as long as the customer is that fast.
 */
export function rollOverRule(state: ConversationState): () => boolean {
  if (patched('rolls-over-before-a-turn')) return () => (state.rung || mustAnswer(state)) && isLonger(MOST_EVENTS);
  const most = patched('shorter-runs') ? MOST_EVENTS : MOST_EVENTS_BEFORE;
  return () => !mustAnswer(state) && isLonger(most);
}

function isLonger(mostEvents: number): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > mostEvents;
}
