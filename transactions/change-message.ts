import { z } from 'zod';
import { recordEvent } from '../db/events';
import type { Transaction } from '../db/pool';
import { Id, maybeRow, run } from '../db/query';

/** Shows the customer's new words; what stood there before stays in the record. */
export async function editMessage(
  tx: Transaction,
  conversationId: string,
  waMessageId: string,
  text: string | null,
): Promise<void> {
  const before = await maybeRow(
    tx,
    z.object({ id: z.string(), text: z.string().nullable() }),
    `select id, text from message where wa_message_id = $1 and conversation_id = $2 and author = 'customer'`,
    [waMessageId, conversationId],
  );
  if (before === null || text === null) return;
  await run(tx, 'update message set text = $2, edited_at = now() where id = $1', [before.id, text]);
  await recordEvent(tx, conversationId, { kind: 'message_edited', messageId: before.id, before: before.text });
}

/**
 * Marks a message as taken back by the customer, and closes it if nobody has answered it. The row stays, since others may be
 * about it.
 */
export async function revokeMessage(tx: Transaction, conversationId: string, waMessageId: string): Promise<void> {
  const revoked = await maybeRow(
    tx,
    Id,
    `update message set revoked_at = now(), settled_by = case when needs_answer then coalesce(settled_by, 'closing') end,
        settled_at = case when needs_answer then coalesce(settled_at, now()) end
      where wa_message_id = $1 and conversation_id = $2 and author = 'customer' returning id`,
    [waMessageId, conversationId],
  );
  if (revoked !== null) await recordEvent(tx, conversationId, { kind: 'message_revoked', messageId: revoked.id });
}
