import { z } from 'zod';
import { lockConversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow, rows, run } from '../db/query';
import type { Wake } from '../domain/wake';
import { deliveryFailed } from './delivery-failed';

const Overdue = z.object({ id: z.string(), conversationId: z.string() });

/**
 * Sends without an answer for which no status came in time: nobody can say whether WhatsApp took them. A teammate's
 * message asks its author, an AI answer becomes a handoff, a reassurance is resent once.
 */
export async function settleUnconfirmed(db: Database, evidenceMs: number): Promise<Wake[]> {
  const overdue = await rows(
    db,
    Overdue,
    `select id, conversation_id as "conversationId" from message
      where state = 'sending' and claimed_at < clock_timestamp() - $1 * interval '1 millisecond' order by claimed_at limit 100`,
    [evidenceMs],
  );
  const wakes: Wake[] = [];
  for (const message of overdue) {
    const wake = await transaction(db, (tx) => settleOne(tx, message, evidenceMs));
    if (wake !== null) wakes.push(wake);
  }
  return wakes;
}

const Settled = z.object({ purpose: z.string(), attempts: z.number() });

async function settleOne(tx: Transaction, message: z.output<typeof Overdue>, evidenceMs: number): Promise<Wake | null> {
  const conversation = await lockConversation(tx, message.conversationId);
  if (conversation === null) return null;
  const settled = await maybeRow(
    tx,
    Settled,
    `update message set state = 'unconfirmed', attempt_over = true
      where id = $1 and state = 'sending' and claimed_at < clock_timestamp() - $2 * interval '1 millisecond'
      returning purpose, attempts`,
    [message.id, evidenceMs],
  );
  if (settled === null) return null;
  if (settled.purpose === 'reassurance' && settled.attempts < 2) {
    // A second "a teammate is on it" harms less than silence.
    await run(tx, `update message set state = 'pending' where id = $1`, [message.id]);
    return null;
  }
  await recordEvent(tx, conversation.id, { kind: 'message_unconfirmed', messageId: message.id });
  return deliveryFailed(tx, conversation, message.id);
}
