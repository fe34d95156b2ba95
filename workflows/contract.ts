import type { HandlerKind, Wake, WakeName } from '../domain/wake';

/** The workflow type's name, as registered and as started. */
export const CONVERSATION = 'conversation';
export const RESCUE = 'rescue';

/** The name is ours and opaque: a phone number is no stable key, and ids are never encrypted. */
export function conversationWorkflowId(conversationId: string): string {
  return `conversation:${conversationId}`;
}

/** Named after the message or handoff it rescues, so that a second watchdog starts no second one. */
export function rescueWorkflowId(subjectId: string): string {
  return `rescue:${subjectId}`;
}

/** What every signal carries: `Wake` without what the ring keeps for itself. */
export type ConversationSignal = Omit<Wake, 'conversationId' | 'name' | 'work'>;

export type ConversationSignalName = WakeName;

/** Delays the workflow keeps, in milliseconds; passed in, because a workflow reads no configuration. */
export interface ConversationTimings {
  burst: number;
  burstCap: number;
  turnAttempt: number;
  turnTotal: number;
  heartbeat: number;
  sendTimeout: number;
  idle: number;
  mail: number;
}

export interface ConversationStart {
  conversationId: string;
  epoch: number;
  handler: HandlerKind;
  timings: ConversationTimings;
  /** The conversation's page in the inbox, linked from the run's details. */
  link: string;
  /** What an earlier run of this conversation left undone. */
  carried: Carried | null;
}

/** State that survives continue-as-new. Facts are in Postgres; this only says where to look first. */
export interface Carried {
  turn: boolean;
  handoffId: string | null;
  reason: string | null;
  assigneeId: string | null;
}

/** What the watchdog found: a message that nothing has settled, or steps and sends that nothing has moved. */
export type RescueStart = { conversationId: string } & (
  { kind: 'unanswered'; messageId: string } | { kind: 'unmoved'; handoffId: string | null }
);

/** Registered by the worker before it polls; set only by upsert, never at start. */
export const SEARCH_ATTRIBUTES = {
  mode: 'ConversationMode',
  reason: 'HandoffReason',
  assignee: 'Assignee',
  waitingSince: 'WaitingSince',
  stuck: 'HandoffStuck',
} as const;
