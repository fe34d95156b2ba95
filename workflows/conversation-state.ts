import type { Handling, OpenHandoff } from '../activities/contract';
import type { HandoffReason } from '../domain/handoff-reason';
import type { Carried, ConversationSignal, ConversationSignalName, ConversationStart } from './contract';

/** Stands for the handoff that is open, if there is one: `assign` looks for it anyway. */
export const WHICHEVER_IS_OPEN = '';

/** A handoff that no transaction has opened yet. */
export interface Decided {
  epoch: number;
  reason: HandoffReason;
}

/**
 * What one run knows. Facts are in Postgres: this is who handles the conversation as last heard, and what there may be
 * to do. Losing any of it costs a look, never a message.
 */
export interface ConversationState extends Handling {
  /** The AI may owe an answer. */
  turn: boolean;
  /** When the burst being collected began and last grew, in workflow time; null when there is none. */
  burst: { firstMs: number; lastMs: number } | null;
  urgent: boolean;
  /** A signal came since the last turn. */
  rung: boolean;
  outbound: boolean;
  decided: Decided | null;
  /** A turn's commit has just opened it: its steps can start at once. */
  opened: OpenHandoff | null;
  /** A handoff with steps to look at, or `WHICHEVER_IS_OPEN`. */
  handoffId: string | null;
  /** The handoff this run knows to be open: its steps between two attempts end with the run. */
  openHandoffId: string | null;
  mediaIds: string[];
  /** Told to engineers through details and search attributes. */
  reason: string | null;
  assigneeId: string | null;
  waitingSinceMs: number | null;
  stuck: boolean;
  lastSignalMs: number;
  /** Set while a model call is in flight. */
  cancelTurn: (() => void) | null;
}

export function createState({ epoch, handler, carried }: ConversationStart, nowMs: number): ConversationState {
  return {
    epoch,
    handler,
    turn: carried?.turn ?? false,
    burst: null,
    urgent: false,
    rung: false,
    outbound: carried !== null, // a send under way, or between two attempts, ended with the earlier run
    decided: null,
    opened: null,
    handoffId: carried?.handoffId ?? null,
    openHandoffId: null,
    mediaIds: [],
    reason: carried?.reason ?? null,
    assigneeId: carried?.assigneeId ?? null,
    waitingSinceMs: null,
    stuck: false,
    lastSignalMs: nowMs,
    cancelTurn: null,
  };
}

export function carry(state: ConversationState): Carried {
  const { turn, reason, assigneeId } = state;
  // A decision that no transaction has taken is made again: its messages are still unsettled.
  return {
    turn: turn || state.decided !== null,
    handoffId: state.handoffId ?? state.opened?.handoffId ?? state.openHandoffId,
    reason,
    assigneeId,
  };
}

/** True when the AI handles the conversation and may owe an answer that no opened handoff will give. */
export function mustAnswer(state: ConversationState): boolean {
  return state.handler === 'ai' && state.turn && state.decided === null;
}

/**
 * Notes a signal. Never throws and never awaits: an error here would stop the conversation for good. A shape it does not
 * know changes nothing.
 */
export function note(state: ConversationState, name: string, signal: unknown, nowMs: number): void {
  state.lastSignalMs = nowMs;
  state.rung = true;
  if (!isSignal(signal)) return;
  adopt(state, signal);
  if (signal.turn) state.turn = true;
  if (signal.urgent) state.urgent = true;
  if (signal.outbound) state.outbound = true;
  if (typeof signal.handoffId === 'string') state.handoffId = signal.handoffId;
  if (Array.isArray(signal.mediaIds)) for (const id of signal.mediaIds) state.mediaIds.push(id);
  switch (name as ConversationSignalName) {
    case 'customerMessage':
      if (signal.turn) state.burst = { firstMs: state.burst?.firstMs ?? nowMs, lastMs: nowMs };
      if (state.handler === 'teammate') state.waitingSinceMs ??= nowMs;
      break;
    case 'teammateReply':
      state.waitingSinceMs = null;
      break;
    default:
  }
}

/** Takes over who handles the conversation, if this is newer than what is known: news may come out of order. */
export function adopt(state: ConversationState, { epoch, handler }: Handling): void {
  if (epoch <= state.epoch) return;
  state.epoch = epoch;
  state.handler = handler;
  state.decided = null;
  state.cancelTurn?.();
  if (handler === 'ai') {
    state.openHandoffId = null;
    state.turn = true; // whatever came during the human episode and nobody settled is the AI's
    state.reason = null;
    state.assigneeId = null;
    state.waitingSinceMs = null;
    state.stuck = false;
  }
}

/** Notes an open handoff. It may have been resolved while the news was under way: the AI's conversation has no assignee. */
export function noteOpen(
  state: ConversationState,
  { handoffId, reason, assigneeId, waitingSinceMs }: OpenHandoff,
): void {
  if (state.handler === 'teammate')
    Object.assign(state, { openHandoffId: handoffId, reason, assigneeId, waitingSinceMs });
}

function isSignal(signal: unknown): signal is ConversationSignal {
  return (
    typeof signal === 'object' &&
    signal !== null &&
    'epoch' in signal &&
    Number.isSafeInteger(signal.epoch) &&
    'handler' in signal &&
    (signal.handler === 'ai' || signal.handler === 'teammate')
  );
}
