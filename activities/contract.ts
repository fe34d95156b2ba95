import type { HandoffReason } from '../domain/handoff-reason';
import type { HandlerKind } from '../domain/wake';

/** Who handles the conversation, as an activity's transaction left it. */
export interface Handling {
  epoch: number;
  handler: HandlerKind;
}

export interface AgentTurnInput {
  conversationId: string;
  /** Captured when the turn starts: a draft of an older epoch may not speak. */
  epoch: number;
  /** How many turns in a row were overtaken by a newer message. */
  overtaken: number;
}

/** An open handoff, and which of its steps are still to be done. */
export interface OpenHandoff {
  handoffId: string;
  reason: string;
  assigneeId: string;
  email: boolean;
  reassure: boolean;
  waitingSinceMs: number | null;
}

/** Ids and kinds only: what was decided, and why, is in the turn's row. */
export type AgentTurnResult = Handling &
  (
    | {
        kind: 'reply';
        /** What sending it left to do; absent in histories of the releases that left all sending to `sendMessage`. */
        more?: boolean;
        handoffId?: string | null;
      }
    | {
        kind: 'handoff';
        reason: HandoffReason;
        /** Absent in histories of the releases that left the opening to `assign`. */
        opened?: OpenHandoff;
      }
    | { kind: 'closing' }
    | { kind: 'nothing' }
    | { kind: 'stale' }
  );

export interface SendMessageInput {
  conversationId: string;
}

export type SendMessageResult = Handling &
  (
    | { kind: 'sent' | 'failed' | 'ambiguous' | 'again'; more: boolean; handoffId: string | null }
    /** `typing`: for a teammate who is writing; it may end early, by a signal. */
    | { kind: 'wait'; ms: number; typing?: true }
    | { kind: 'empty' }
  );

/** Finds the handoff that is open, or opens the one that a turn failed into. */
export type AssignInput = { conversationId: string; epoch: number } & (
  | { handoffId: string }
  /** Absent where an earlier release named a turn that had decided instead. */
  | { reason?: HandoffReason }
);

export type AssignResult = Handling & (({ kind: 'assigned' } & OpenHandoff) | { kind: 'stale' });

export interface EmailInput {
  handoffId: string;
  teammateId: string;
}

/** `moved`: the mail was refused, and the handoff went to the next person. */
export type EmailResult = ({ kind: 'sent' | 'skipped' | 'failed' } | { kind: 'moved'; teammateId: string }) & {
  /** Why a mail was refused, as a code: for whoever reads the run. */
  error?: string;
};

export interface ReassureInput {
  conversationId: string;
  handoffId: string;
}

export interface ReassureResult {
  kind: 'sent' | 'skipped' | 'failed' | 'unconfirmed';
}

export interface CopyMediaInput {
  mediaId: string;
}

export interface RescueInput {
  messageId: string;
}

export interface RescueResult {
  handoffId: string | null;
}
