import { transaction, type Database, type Queryable } from './pool';
import { Id, maybeRow, row, run } from './query';

/** What a browser says about itself when it subscribes (Push API, RFC 8291). */
export interface NewSubscription {
  /** The push service's address for this browser. */
  endpoint: string;
  /** The browser's key, which encrypts what only it can read, and its secret; base64url. */
  p256dh: string;
  auth: string;
}

/** Browsers of one teammate that are told; the oldest gives way. */
export const MOST_SUBSCRIPTIONS = 10;

/**
 * Keeps the one subscription of a session. A browser that signs in anew brings its endpoint along: it then belongs to the
 * new session alone.
 */
export async function keepSubscription(db: Database, sessionId: string, kept: NewSubscription): Promise<void> {
  await transaction(db, async (tx) => {
    await run(tx, 'delete from push_subscription where endpoint = $2 and session_id <> $1', [sessionId, kept.endpoint]);
    const { id } = await row(
      tx,
      Id,
      `insert into push_subscription (session_id, endpoint, p256dh, auth) values ($1, $2, $3, $4)
        on conflict (session_id) do update set endpoint = excluded.endpoint, p256dh = excluded.p256dh,
          auth = excluded.auth returning id`,
      [sessionId, kept.endpoint, kept.p256dh, kept.auth],
    );
    await run(
      tx,
      `delete from push_subscription where id in (select p.id from push_subscription p join session s on s.sid = p.session_id
        where s.teammate_id = (select teammate_id from session where sid = $1) and p.id <> $2
        order by p.created_at desc, p.id offset $3)`,
      [sessionId, id, MOST_SUBSCRIPTIONS - 1],
    );
    await run(
      tx,
      `delete from push where subscription_id = $1 and state <> 'pending' and quiet_until < now() - interval '1 day'`,
      [id],
    );
  });
}

/** Whether this session's browser is told. */
export async function hasSubscription(db: Queryable, sessionId: string): Promise<boolean> {
  return (await maybeRow(db, Id, 'select id from push_subscription where session_id = $1', [sessionId])) !== null;
}

export async function endSubscription(db: Queryable, sessionId: string): Promise<void> {
  await run(db, 'delete from push_subscription where session_id = $1', [sessionId]);
}

/** The push service knows this browser no more. Nothing happens to one that has subscribed anew meanwhile. */
export async function forgetSubscription(db: Queryable, endpoint: string): Promise<void> {
  await run(db, 'delete from push_subscription where endpoint = $1', [endpoint]);
}
