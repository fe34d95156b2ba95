import { recordEvent } from '../db/events';
import type { Transaction } from '../db/pool';
import { Id, rows } from '../db/query';

/** Settles whatever a blocked customer wrote by a recorded closing, each message once: nobody answers it. */
export async function closeBlocked(tx: Transaction, conversationId: string): Promise<void> {
  const closed = await rows(
    tx,
    Id,
    `update message set settled_by = 'closing', settled_at = now(), turn_id = null
      where conversation_id = $1 and needs_answer and settled_at is null returning id`,
    [conversationId],
  );
  for (const { id } of closed) await recordEvent(tx, conversationId, { kind: 'blocked_message_closed', messageId: id });
}
