import { z } from 'zod';
import type { ClosedAs } from '../domain/closed-as';
import type { Disagreement } from '../domain/disagreement';
import { rows, run } from './query';
import type { Queryable } from './pool';

/** What happened to a conversation, and why: shown to people who ask "why?". */
export type ConversationEvent =
  | {
      kind: 'turn_decided';
      turnId: string;
      decision: string;
      reason?: string;
      topic?: string;
      closedAs?: ClosedAs;
      disagreement?: Disagreement;
    }
  | { kind: 'closing_undone'; turnId: string; teammateId: string }
  | { kind: 'handoff_opened'; handoffId: string; reason: string; assigneeId: string; teammateId?: string }
  | { kind: 'assigned'; handoffId: string; assigneeId: string; teammateId?: string; why?: string }
  | { kind: 'taken_over'; handoffId: string; teammateId: string | null; from?: string }
  | { kind: 'resolved'; handoffId: string; teammateId: string; outcome: string | null }
  | { kind: 'step_settled'; handoffId: string; step: string; state: string; error?: string }
  | { kind: 'message_failed'; messageId: string; error: string }
  | { kind: 'message_unconfirmed'; messageId: string }
  | { kind: 'message_arrived'; messageId: string; teammateId: string }
  | { kind: 'message_sent_again'; messageId: string; teammateId: string; as: string }
  | { kind: 'message_edited'; messageId: string; before: string | null }
  | { kind: 'message_revoked'; messageId: string }
  | { kind: 'answer_owed'; teammateId: string; until: string }
  | { kind: 'owed_answer_done'; teammateId: string }
  | { kind: 'customer_blocked'; teammateId: string; reason: string | null }
  | { kind: 'customer_unblocked'; teammateId: string }
  | { kind: 'blocked_message_closed'; messageId: string }
  | { kind: 'customers_merged'; from: string };

export async function recordEvent(db: Queryable, conversationId: string, event: ConversationEvent): Promise<void> {
  const { kind, ...data } = event;
  await run(db, 'insert into conversation_event (conversation_id, kind, data) values ($1, $2, $3)', [
    conversationId,
    kind,
    JSON.stringify(data),
  ]);
}

const Row = z.object({ id: z.number(), kind: z.string(), data: z.record(z.string(), z.unknown()), at: z.date() });

/** Newest first; `before` is the id of the last one already read. */
export async function listEvents(
  db: Queryable,
  conversationId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<z.output<typeof Row>[]> {
  return rows(
    db,
    Row,
    `select id, kind, data, at from conversation_event
      where conversation_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [conversationId, before, limit],
  );
}
