import { z } from 'zod';
import { rows, run } from './query';
import type { Queryable } from './pool';

/** Where a reader of changes stands: it has read everything up to and including this. Ordered by `xid`, then by conversation. */
export interface Place {
  /** Postgres' 64-bit transaction id. */
  xid: bigint;
  conversationId: string;
}

/** That one committed transaction changed one conversation. */
export interface Change extends Place {
  /** Empty when none, or too many to name, were touched. */
  messageIds: string[];
  /** Set when it concerns only what this teammate has seen. */
  teammateId: string | null;
}

export interface ChangesRead {
  changes: Change[];
  /** Everything up to here has now been read. */
  place: Place;
  /** Whether `limit` cut the changes off. */
  more: boolean;
  /** Whether changes are waiting behind an older transaction that is still running; its end need not notify anybody. */
  held: boolean;
  /** Whether the place it was to go on from has been pruned, or never was one of this database. */
  lost: boolean;
}

const Row = z.object({
  xmin: z.string().transform(BigInt),
  held: z.boolean(),
  lost: z.boolean(),
  xid: z.string().transform(BigInt).nullable(),
  conversationId: z.string().nullable(),
  messageIds: z.array(z.string()).nullable(),
  teammateId: z.string().nullable(),
});

/** A page that was closed for longer than this reads everything again. */
export const CHANGES_KEPT_MS = 24 * 60 * 60 * 1_000;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The changes after a place, in order, none left out: it stops at the oldest transaction still running, because that one's
 * row would come before those of later ones. With `after` null none, only the place from which to hear everything new.
 */
export async function readChanges(
  db: Queryable,
  { after, limit }: { after: Place | null; limit: number },
): Promise<ChangesRead> {
  const found = await rows(db, Row, READ, [after?.xid.toString() ?? null, after?.conversationId ?? null, limit]);
  const [first] = found;
  if (first === undefined) throw new Error('the change horizon has no row: run the migrations first');
  const changes = found.flatMap(({ xid, conversationId, messageIds, teammateId }) =>
    xid === null || conversationId === null
      ? []
      : [{ xid, conversationId, messageIds: [...new Set(messageIds)], teammateId }],
  );
  const last = changes.at(-1);
  const more = changes.length === limit;
  const end = { xid: first.xmin - 1n, conversationId: LAST_ID };
  return { changes, place: more && last !== undefined ? last : end, more, held: first.held, lost: first.lost };
}

const READ = `
  with present as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin, pg_snapshot_xmax(pg_current_snapshot()) as xmax)
  select p.xmin::text, exists (select 1 from conversation_change where xid >= p.xmin) as held,
    coalesce($1::xid8 <= h.pruned_through or $1::xid8 >= p.xmax, false) as lost,
    c.xid::text, c.conversation_id as "conversationId", c.message_ids as "messageIds", c.teammate_id as "teammateId"
  from present p cross join change_horizon h left join lateral (
    select * from conversation_change
      where (xid, conversation_id) > ($1::xid8, $2::uuid) and xid < p.xmin
      order by xid, conversation_id limit $3) c on true
  order by c.xid, c.conversation_id`;

/**
 * Deletes a batch of the oldest changes when they are older than `olderThanMs`, whole transactions at a time, and notes up
 * to where; returns how many.
 */
export async function pruneChanges(
  db: Queryable,
  { olderThanMs, batch }: { olderThanMs: number; batch: number },
): Promise<number> {
  return run(
    db,
    `with oldest as (select xid, at from conversation_change order by xid, conversation_id limit $2),
      pruned as (delete from conversation_change where xid in
          (select xid from oldest where at < now() - $1 * interval '1 millisecond') returning xid),
      noted as (update change_horizon h set pruned_through = last.xid
          from (select xid from pruned order by xid desc limit 1) last where h.pruned_through < last.xid)
      select from pruned`,
    [olderThanMs, batch],
  );
}

export function isAfter(one: Place, other: Place): boolean {
  return one.xid === other.xid ? one.conversationId > other.conversationId : one.xid > other.xid;
}
