import { z } from 'zod';
import { lockConversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { settleStep } from '../db/handoffs';
import { transaction, type Database, type Transaction } from '../db/pool';
import { Id, maybeRow, rows, run } from '../db/query';
import type { DeliveryState } from '../domain/inbound';
import type { Wake } from '../domain/wake';
import { applyStatus } from './apply-status';
import type { ClaimedMessage } from './claim-outbound';
import { deliveryFailed } from './delivery-failed';

/** How one attempt ended. `error` is a code of ours, never a provider's words. */
export type SendOutcome =
  | { kind: 'sent'; waMessageId: string }
  | { kind: 'again'; error: string; afterMs: number }
  | { kind: 'failed'; error: string }
  | { kind: 'ambiguous'; error: string };

/** The claim whose attempt ended. */
export type EndedClaim = Pick<ClaimedMessage, 'id' | 'claimedAt' | 'purpose'> & { conversationId: string };

/** What became of the message, whether its line has more to send, and whom to ring when a lost answer became a handoff. */
interface Recorded {
  kind: SendOutcome['kind'];
  more: boolean;
  wake: Wake | null;
}

/**
 * Records how a claimed message's attempt ended. A status webhook may have been faster: a row that has left `sending` stays
 * as it is. Safe to repeat after a lost answer: an attempt that began meanwhile is another claim, which this one may not give
 * back. Nor may one that stood still for so long that the line went on without it, since order is kept: that message fails.
 */
export async function recordSend(db: Database, message: EndedClaim, ended: SendOutcome): Promise<Recorded> {
  const isReply = ended.kind === 'sent' && message.purpose === 'reply';
  const plain = isReply ? await recordReply(db, message.id, ended.waMessageId) : null;
  if (plain !== null) return { kind: 'sent', more: plain.more, wake: null };
  return transaction(db, async (tx) => {
    // Claims share the conversation: each is wholly before this or wholly after it.
    if (ended.kind === 'failed' || ended.kind === 'again') await lockConversation(tx, message.conversationId);
    const isOver = ended.kind === 'again' && (await isOvertaken(tx, message));
    const outcome = isOver ? { kind: 'failed' as const, error: 'overtaken' } : ended;
    // They travel together: a line that a failure has emptied is at most looked at once more.
    const [wake, more] = await Promise.all([record(tx, message, outcome), hasMore(tx, message.conversationId)]);
    return { kind: outcome.kind, more, wake };
  });
}

/** Whether a later message was claimed since, and may have reached the customer. What may no longer speak is not asked about. */
async function isOvertaken(tx: Transaction, { id, claimedAt }: EndedClaim): Promise<boolean> {
  const overtaking = await maybeRow(
    tx,
    Id,
    `select later.id from message mine join conversation c on c.id = mine.conversation_id
        join message later on later.conversation_id = c.id and later.number > mine.number
          and later.claimed_at > mine.claimed_at
          and later.state in ('sending', 'unconfirmed', 'sent', 'delivered', 'read')
      where mine.id = $1 and mine.state = 'sending' and mine.claimed_at = $2::timestamptz
        and (mine.author = 'teammate' or (mine.purpose = 'reply' and c.handler = 'ai' and mine.epoch = c.epoch))
      limit 1`,
    [id, claimedAt],
  );
  return overtaking !== null;
}

async function record(tx: Transaction, message: EndedClaim, outcome: SendOutcome): Promise<Wake | null> {
  switch (outcome.kind) {
    case 'sent':
      await recordSent(tx, message.id, outcome.waMessageId);
      return null;
    case 'again':
      // An attempt that never began does not count, since back-off and giving up are about WhatsApp's refusals; it widens
      // the next one's moment instead.
      await run(
        tx,
        `update message set state = 'pending', attempt_over = true, error = $2,
            attempts = attempts - case when $2 = 'too_late' then 1 else 0 end,
            late_claims = case when $2 = 'too_late' then least(late_claims + 1, 100) else 0 end,
            next_attempt_at = clock_timestamp() + $3 * interval '1 millisecond'
          where id = $1 and state = 'sending' and claimed_at = $4::timestamptz`,
        [message.id, outcome.error, outcome.afterMs, message.claimedAt],
      );
      return null;
    case 'ambiguous':
      await run(
        tx,
        `update message set attempt_over = true, error = $2
          where id = $1 and state = 'sending' and claimed_at = $3::timestamptz`,
        [message.id, outcome.error, message.claimedAt],
      );
      return null;
    case 'failed':
      return recordFailed(tx, message, outcome.error);
  }
}

const Reply = z.object({ more: z.boolean() });

/**
 * What nearly every send ends in, in one statement: nothing else depends on a reply that WhatsApp took. Null when it is any
 * other case.
 */
function recordReply(db: Database, id: string, waMessageId: string): Promise<z.output<typeof Reply> | null> {
  return maybeRow(
    db,
    Reply,
    `update message m set state = 'sent', wa_message_id = coalesce(wa_message_id, $2), attempt_over = true, error = null
      where id = $1 and state = 'sending' and not exists (select 1 from early_status where wa_message_id = $2)
      returning exists (select 1 from message later where later.conversation_id = m.conversation_id and later.state = 'pending') as more`,
    [id, waMessageId],
  );
}

const Sent = z.object({ purpose: z.string(), handoffId: z.string().nullable() });

async function recordSent(tx: Transaction, id: string, waMessageId: string): Promise<void> {
  const [sent, early] = await Promise.all([markSent(tx, id, waMessageId), takeEarlyStatuses(tx, waMessageId)]);
  if (sent?.purpose === 'reassurance' && sent.handoffId !== null)
    await settleStep(
      tx,
      { handoffId: sent.handoffId, kind: 'reassure', teammateId: null },
      { state: 'done', error: null },
    );
  for (const status of early) await applyStatus(tx, { ...status, waMessageId, key: null });
}

function markSent(tx: Transaction, id: string, waMessageId: string): Promise<z.output<typeof Sent> | null> {
  return maybeRow(
    tx,
    Sent,
    `update message set state = case when state in ('sending', 'unconfirmed') then 'sent' else state end,
        wa_message_id = coalesce(wa_message_id, $2), attempt_over = true,
        error = case when state in ('sending', 'unconfirmed') then null else error end
      where id = $1 returning purpose, handoff_id as "handoffId"`,
    [id, waMessageId],
  );
}

const EarlyStatus = z.object({
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  errorCode: z.number().nullable(),
  at: z.date(),
});

/** Statuses that came while nobody knew this WhatsApp id, in the order in which they happened. */
async function takeEarlyStatuses(tx: Transaction, waMessageId: string): Promise<z.output<typeof EarlyStatus>[]> {
  const early = await rows(
    tx,
    EarlyStatus,
    `delete from early_status where wa_message_id = $1 returning status, error_code as "errorCode", at`,
    [waMessageId],
  );
  const order: DeliveryState[] = ['sent', 'failed', 'delivered', 'read'];
  return early.sort((one, two) => order.indexOf(one.status) - order.indexOf(two.status));
}

async function recordFailed(
  tx: Transaction,
  message: { id: string; conversationId: string },
  error: string,
): Promise<Wake | null> {
  const touched = await run(
    tx,
    `update message set state = 'failed', attempt_over = true, error = $2 where id = $1 and state in ('pending', 'sending')`,
    [message.id, error],
  );
  if (touched === 0) return null;
  await recordEvent(tx, message.conversationId, { kind: 'message_failed', messageId: message.id, error });
  const conversation = await lockConversation(tx, message.conversationId);
  return conversation === null ? null : deliveryFailed(tx, conversation, message.id);
}

async function hasMore(tx: Transaction, conversationId: string): Promise<boolean> {
  const pending = await maybeRow(
    tx,
    Id,
    `select id from message where conversation_id = $1 and state = 'pending' limit 1`,
    [conversationId],
  );
  return pending !== null;
}
