import { z } from 'zod';
import { shareConversation, type Conversation } from '../db/conversations';
import { skipPendingSteps } from '../db/handoffs';
import { transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow, row, run } from '../db/query';
import type { Timings } from '../domain/timings';

const Claimed = z.object({
  id: z.string(),
  author: z.enum(['ai', 'teammate']),
  purpose: z.enum(['reply', 'reassurance', 'update', 'template']),
  kind: z.enum(['text', 'buttons', 'list', 'image', 'document', 'template']),
  /** Null for a file without a caption. */
  text: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  replyTo: z.string().nullable(),
  attempts: z.number(),
  epoch: z.number().nullable(),
  handoffId: z.string().nullable(),
});

/** A message whose sending may begin now, and where to. */
export type ClaimedMessage = z.output<typeof Claimed> & { to: { waId: string | null; bsuid: string | null } };

export type Claim =
  | { kind: 'claimed'; message: ClaimedMessage; conversation: Conversation }
  /**
   * The head of the line waits: for its time, for an attempt that may still be on the wire, or, with `typing`, for a
   * teammate who is writing to this customer. Only the last may end early.
   */
  | { kind: 'wait'; ms: number; conversation: Conversation; typing?: true }
  | { kind: 'empty'; conversation: Conversation | null };

/**
 * Claims the head of the conversation's line for one attempt. The conversation is locked first, so that a claim is wholly
 * before or wholly after a takeover; what may no longer speak is suppressed here. The caller reads its clock before it
 * calls, and starts the request within 250 ms of that or gives the claim back.
 */
export async function claimOutbound(db: Database, conversationId: string, timings: Timings): Promise<Claim> {
  return transaction(db, async (tx) => {
    const conversation = await shareConversation(tx, conversationId);
    if (conversation === null) return { kind: 'empty', conversation };
    await suppressSilenced(tx, conversation);
    const head = await maybeRow(
      tx,
      z.object({ id: z.string(), dueInMs: z.number(), isAnswer: z.boolean() }),
      `select id, author = 'ai' and purpose = 'reply' as "isAnswer", greatest(0, ceil(extract(epoch from next_attempt_at - clock_timestamp()) * 1000))::float8 as "dueInMs"
        from (select id, case when next_attempt_at = '-infinity' then clock_timestamp() else next_attempt_at end as next_attempt_at,
            number, author, purpose from message where conversation_id = $1 and state = 'pending') line order by number limit 1`,
      [conversation.id],
    );
    // Looked at after the head was read: another claim that came between them is seen here, and the head keeps its turn.
    const busyMs = await onTheWire(tx, conversation.id, timings.attemptOver);
    if (busyMs > 0) return { kind: 'wait', ms: busyMs, conversation };
    if (head === null) return { kind: 'empty', conversation };
    if (head.dueInMs > 0) return { kind: 'wait', ms: head.dueInMs, conversation };
    const typedMs = head.isAnswer ? await heldByTyping(tx, head.id, timings.typingMost) : 0;
    if (typedMs > 0) return { kind: 'wait', ms: typedMs, conversation, typing: true };
    const message = await maybeRow(
      tx,
      Claimed,
      `update message set state = 'sending', claimed_at = clock_timestamp(), attempts = attempts + 1, attempt_over = false
        where id = $1 and state = 'pending'
        returning id, author, purpose, kind, coalesce(opening, '') || text as text, payload, reply_to as "replyTo", attempts, epoch, handoff_id as "handoffId"`,
      [head.id],
    );
    if (message === null) return { kind: 'wait', ms: 0, conversation };
    return { kind: 'claimed', message: { ...message, to: await address(tx, conversation.customerId) }, conversation };
  });
}

/**
 * The fences. An AI reply may speak only at the epoch its turn began with; a reassurance only while its handoff is open
 * and no person has written in it.
 */
async function suppressSilenced(tx: Transaction, conversation: Conversation): Promise<void> {
  await run(
    tx,
    `update message set state = 'suppressed', error = 'handler_changed'
      where conversation_id = $1 and state = 'pending' and author = 'ai' and purpose = 'reply'
        and ($2 <> 'ai' or epoch <> $3)`,
    [conversation.id, conversation.handler, conversation.epoch],
  );
  const answered = await maybeRow(
    tx,
    z.object({ handoffId: z.string() }),
    `select m.handoff_id as "handoffId" from message m join handoff h on h.id = m.handoff_id
      where m.conversation_id = $1 and m.state = 'pending' and m.purpose in ('reassurance', 'update')
        and (h.resolved_at is not null or h.first_reply_at is not null) limit 1`,
    [conversation.id],
  );
  if (answered !== null) await skipPendingSteps(tx, answered.handoffId, 'answered');
}

/** Milliseconds until no earlier attempt can still be on the wire. An ambiguous row whose attempt is over blocks nobody. */
async function onTheWire(tx: Transaction, conversationId: string, attemptOverMs: number): Promise<number> {
  const { ms } = await row(
    tx,
    z.object({ ms: z.number().nullable() }),
    `select ceil(max($2::float8 - extract(epoch from clock_timestamp() - claimed_at) * 1000))::float8 as ms from message
      where conversation_id = $1 and state = 'sending' and not attempt_over`,
    [conversationId, attemptOverMs],
  );
  return Math.max(0, ms ?? 0);
}

/**
 * Milliseconds for which a teammate's typing holds back the AI's answer: until their last key is old or their page has gone,
 * but never for longer than `mostMs` after it was written.
 */
async function heldByTyping(tx: Transaction, messageId: string, mostMs: number): Promise<number> {
  const held = await maybeRow(
    tx,
    z.object({ ms: z.number() }),
    `select ceil(extract(epoch from least(p.until, m.created_at + $2 * interval '1 millisecond') - clock_timestamp()) * 1000)::float8 as ms
      from message m cross join lateral (select max(least(typing_until, expires_at)) as until from presence
        where conversation_id = m.conversation_id and typing_until is not null) p
      where m.id = $1 and p.until is not null`,
    [messageId, mostMs],
  );
  return Math.max(0, held?.ms ?? 0);
}

async function address(tx: Transaction, customerId: string): Promise<{ waId: string | null; bsuid: string | null }> {
  return row(
    tx,
    z.object({ waId: z.string().nullable(), bsuid: z.string().nullable() }),
    `select
       (select value from customer_identity i where i.customer_id = c.id and kind = 'wa_id' order by value = c.phone desc limit 1) as "waId",
       (select value from customer_identity i where i.customer_id = c.id and kind = 'bsuid' limit 1) as bsuid
      from customer c where c.id = $1`,
    [customerId],
  );
}
