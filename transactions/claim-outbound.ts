import { z } from 'zod';
import type { StartDeadline } from '../domain/start-deadline';
import { shareConversation, type Conversation } from '../db/conversations';
import { skipPendingSteps } from '../db/handoffs';
import { transaction, type Database, type OpenTransaction, type Transaction } from '../db/pool';
import { maybeRow, row, run } from '../db/query';
import { ATTACHMENT_KINDS } from '../domain/attachment';
import type { Timings } from '../domain/timings';
import { startWithinMs } from './start-within';

const Claimed = z.object({
  id: z.string(),
  author: z.enum(['ai', 'teammate']),
  purpose: z.enum(['reply', 'reassurance', 'update', 'template']),
  kind: z.enum(['text', 'buttons', 'list', 'template', ...ATTACHMENT_KINDS]),
  /** Null for a file without a caption. */
  text: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  replyTo: z.string().nullable(),
  attempts: z.number(),
  epoch: z.number().nullable(),
  handoffId: z.string().nullable(),
  /** Which claim this is: what comes of it may be recorded when another one holds. To the microsecond, hence text. */
  claimedAt: z.string(),
  /** How many claims in a row came too late before this one. */
  lateClaims: z.number(),
});

const Begun = Claimed.extend({
  waId: z.string().nullable(),
  bsuid: z.string().nullable(),
  startWithinMs: z.number(),
});

/** A message whose sending may begin now, where to, and until when. */
export type ClaimedMessage = z.output<typeof Claimed> & {
  to: { waId: string | null; bsuid: string | null };
  startBy: StartDeadline;
};

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
 * before or wholly after a takeover; what may no longer speak is suppressed here. The request starts by the claim's
 * `startBy`, or the claim is given back.
 */
export async function claimOutbound(db: Database, conversationId: string, timings: Timings): Promise<Claim> {
  return transaction(db, (tx) => claimHead(tx, conversationId, timings));
}

/** The same as the end of a transaction, whose earlier statements it may travel with. */
export async function claimHead(tx: OpenTransaction, conversationId: string, timings: Timings): Promise<Claim> {
  const [conversation, first] = await Promise.all([
    shareConversation(tx, conversationId),
    headOfLine(tx, conversationId, timings),
  ]);
  if (conversation === null) return { kind: 'empty', conversation };
  // Another conversation took this one in: the line is there.
  if (conversation.id !== conversationId) return claimHead(tx, conversation.id, timings);
  let head = first;
  while (head.id !== null && head.isSilenced) {
    await silence(tx, conversation, head);
    head = await headOfLine(tx, conversationId, timings);
  }
  if (head.busyMs > 0) return { kind: 'wait', ms: head.busyMs, conversation };
  if (head.id === null) return { kind: 'empty', conversation };
  if (head.dueInMs > 0) return { kind: 'wait', ms: head.dueInMs, conversation };
  if (head.typedMs > 0) return { kind: 'wait', ms: head.typedMs, conversation, typing: true };
  const message = await tx.commitWith(begin(tx, head.id, conversation.customerId, timings));
  // Another claim was faster.
  if (message === null) return { kind: 'wait', ms: 0, conversation };
  return { kind: 'claimed', message, conversation };
}

/** Every wait in milliseconds, zero or less when there is none. */
const Waits = z.object({
  /** Until no earlier attempt can still be on the wire. An ambiguous row whose attempt is over blocks nobody. */
  busyMs: z.number(),
});

const Head = z.union([
  Waits.extend({
    id: z.string(),
    purpose: z.string(),
    handoffId: z.string().nullable(),
    /** It may no longer speak: see `silence`. */
    isSilenced: z.boolean(),
    /** Until it may be tried again. */
    dueInMs: z.number(),
    /**
     * For an answer of the AI, while a teammate writes: until their last key is old or their page has gone, but never for
     * longer than a bound after the answer was written.
     */
    typedMs: z.number(),
  }),
  Waits.extend({ id: z.null() }),
]);

/**
 * The first message in line, and what it waits for, as one statement sees them: a claim between two looks could leave the
 * head waiting for nobody, or two on the wire.
 */
function headOfLine(tx: Transaction, conversationId: string, timings: Timings): Promise<z.output<typeof Head>> {
  return row(
    tx,
    Head,
    `select head.*, greatest(0, coalesce(wire.ms, 0))::float8 as "busyMs"
      from (select ceil(max($2::float8 + ${startWithinMs('$4')} - extract(epoch from clock_timestamp() - claimed_at) * 1000)) as ms
          from message where conversation_id = $1 and state = 'sending' and not attempt_over) wire
      left join lateral (select m.id, m.purpose, m.handoff_id as "handoffId",
          case when m.author = 'ai' and m.purpose = 'reply' then c.handler <> 'ai' or m.epoch <> c.epoch
            when m.purpose in ('reassurance', 'update') then exists (select 1 from handoff h where h.id = m.handoff_id
              and (h.resolved_at is not null or h.first_reply_at is not null))
            else false end as "isSilenced",
          case when m.next_attempt_at = '-infinity' then 0
            else ceil(extract(epoch from m.next_attempt_at - clock_timestamp()) * 1000) end::float8 as "dueInMs",
          case when m.author = 'ai' and m.purpose = 'reply' then coalesce((select ceil(extract(epoch from
              least(max(least(p.typing_until, p.expires_at)), m.created_at + $3 * interval '1 millisecond') - clock_timestamp()) * 1000)
              from presence p where p.conversation_id = m.conversation_id and p.typing_until is not null
              having count(*) > 0), 0)
            else 0 end::float8 as "typedMs"
        from message m join conversation c on c.id = m.conversation_id
        where m.conversation_id = $1 and m.state = 'pending' order by m.number limit 1) head on true`,
    [conversationId, timings.attemptOver, timings.typingMost, timings.startWithin],
  );
}

/**
 * The fences. An AI reply may speak only at the epoch its turn began with; a reassurance only while its handoff is open
 * and no person has written in it.
 */
async function silence(
  tx: Transaction,
  conversation: Conversation,
  { purpose, handoffId }: { purpose: string; handoffId: string | null },
): Promise<void> {
  if (purpose !== 'reply' && handoffId !== null) return skipPendingSteps(tx, handoffId, 'answered');
  await run(
    tx,
    `update message set state = 'suppressed', error = 'handler_changed'
      where conversation_id = $1 and state = 'pending' and author = 'ai' and purpose = 'reply'
        and ($2 <> 'ai' or epoch <> $3)`,
    [conversation.id, conversation.handler, conversation.epoch],
  );
}

/**
 * The clocks are read as the claim's statement leaves, which is before Postgres dates the claim: a request that starts by
 * them starts within its time of `claimed_at`, as `awaitSilence` counts it.
 */
async function begin(
  tx: Transaction,
  id: string,
  customerId: string,
  timings: Timings,
): Promise<ClaimedMessage | null> {
  const monotonicMs = performance.now();
  const wallMs = Date.now();
  const begun = await maybeRow(
    tx,
    Begun,
    `update message set state = 'sending', claimed_at = clock_timestamp(), attempts = attempts + 1, attempt_over = false
      where id = $1 and state = 'pending'
      returning id, author, purpose, kind, coalesce(opening, '') || text as text, payload, reply_to as "replyTo", attempts, epoch,
        handoff_id as "handoffId", claimed_at::text as "claimedAt", late_claims as "lateClaims", ${startWithinMs('$3')} as "startWithinMs",
        (select value from customer_identity i join customer c on c.id = i.customer_id
          where c.id = $2 and kind = 'wa_id' order by value = c.phone desc limit 1) as "waId",
        (select value from customer_identity where customer_id = $2 and kind = 'bsuid' limit 1) as bsuid`,
    [id, customerId, timings.startWithin],
  );
  if (begun === null) return null;
  const { waId, bsuid, startWithinMs: withinMs, ...claimed } = begun;
  return {
    ...claimed,
    to: { waId, bsuid },
    startBy: { monotonicMs: monotonicMs + withinMs, wallMs: wallMs + withinMs },
  };
}
