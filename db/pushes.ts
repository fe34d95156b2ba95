import { z } from 'zod';
import { maybeRow, rows, run } from './query';
import type { Queryable, Transaction } from './pool';

const Kind = z.enum(['assigned', 'answered', 'mention']);

/** What a teammate's browsers are to be told. */
export interface NewPush {
  kind: z.output<typeof Kind>;
  conversationId: string;
  /** Who is told. */
  teammateId: string;
  /** Whose click it was; null for a customer and for the product itself. */
  actorId: string | null;
}

/**
 * Stores what each subscribed browser of a teammate is to be told; nobody is told about their own click. A subscription
 * that is just being ended is passed over: a sign-out neither waits for this transaction nor makes it fail.
 */
export async function insertPush(tx: Transaction, push: NewPush): Promise<void> {
  if (push.teammateId === push.actorId) return;
  await run(
    tx,
    `insert into push (subscription_id, conversation_id, kind)
      select p.id, $1, $2 from push_subscription p join session s on s.sid = p.session_id
        where s.teammate_id = $3 order by p.id for key share of p skip locked
      on conflict (subscription_id, conversation_id) do update set kind = excluded.kind, asked = push.asked + 1,
        asked_at = now(), state = 'pending', error = null,
        attempts = case when push.state = 'pending' then push.attempts else 0 end,
        next_attempt_at =
          case when push.state = 'pending' then push.next_attempt_at else greatest(now(), push.quiet_until) end`,
    [push.conversationId, push.kind, push.teammateId],
  );
}

const Claimed = z.object({ id: z.string(), attempts: z.number(), asked: z.number() });

/** One row taken for one attempt. */
export type ClaimedPush = z.output<typeof Claimed>;

/** Takes what is due for one attempt each; nobody else takes it again for `leaseMs`, or until it is put off. */
export async function claimPushes(
  db: Queryable,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedPush[]> {
  return rows(
    db,
    Claimed,
    `update push set attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
      where id in (select id from push where state = 'pending' and next_attempt_at <= now()
        order by next_attempt_at limit $1 for update skip locked)
      returning id, attempts, asked`,
    [limit, leaseMs],
  );
}

const Wanted = z.object({
  kind: Kind,
  conversationId: z.string(),
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
  /** Milliseconds since it happened. */
  ageMs: z.number(),
});

/** A push that still tells something new. */
export type WantedPush = z.output<typeof Wanted>;

/**
 * What is to be told, and where; null when it is no news any more: the session is over, the conversation has gone to
 * somebody else, or the teammate has answered meanwhile.
 */
export async function findWantedPush(db: Queryable, id: string): Promise<WantedPush | null> {
  return maybeRow(
    db,
    Wanted,
    `select p.kind, p.conversation_id as "conversationId", b.endpoint, b.p256dh, b.auth,
        extract(epoch from now() - p.asked_at)::float8 * 1000 as "ageMs"
      from push p join push_subscription b on b.id = p.subscription_id join session s on s.sid = b.session_id
      join teammate t on t.id = s.teammate_id join conversation c on c.id = p.conversation_id
      where p.id = $1 and s.expire > now() and t.active and case p.kind
        when 'assigned' then c.assignee_id = t.id and c.holder_id is distinct from t.id
        when 'answered' then c.holder_id = t.id and c.waiting_since is not null
        else true end`,
    [id],
  );
}

/** How an attempt ended. */
export type PushEnd = { state: 'sent' } | { state: 'failed' | 'skipped'; error: string };

/**
 * Records how it ended. What was asked for meanwhile is still to come, but only after `quietMs`: a conversation makes no
 * browser ring all the time.
 */
export async function settlePush(
  db: Queryable,
  { id, asked }: ClaimedPush,
  end: PushEnd,
  quietMs: number,
): Promise<void> {
  await run(
    db,
    `update push set state = case when asked = $2 then $3 else 'pending' end,
        error = case when asked = $2 then $4 end, attempts = case when asked = $2 then attempts else 0 end,
        quiet_until = case when $3 = 'sent' then now() + $5 * interval '1 millisecond' else quiet_until end,
        next_attempt_at = case when $3 = 'sent' then now() + $5 * interval '1 millisecond' else now() end
      where id = $1 and state = 'pending'`,
    [id, asked, end.state, end.state === 'sent' ? null : end.error, quietMs],
  );
}

/** Puts the next attempt off. */
export async function deferPush(db: Queryable, id: string, afterMs: number): Promise<void> {
  await run(
    db,
    `update push set next_attempt_at = now() + $2 * interval '1 millisecond' where id = $1 and state = 'pending'`,
    [id, afterMs],
  );
}
