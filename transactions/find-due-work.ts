import { z } from 'zod';
import { transaction, type Database } from '../db/pool';
import { rows, run } from '../db/query';
import type { Timings } from '../domain/timings';
import { wake, type Wake } from '../domain/wake';

const Due = z.object({
  id: z.string(),
  epoch: z.number(),
  handler: z.enum(['ai', 'teammate']),
  work: z.number(),
  turn: z.boolean(),
  outbound: z.boolean(),
  handoffId: z.string().nullable(),
  mediaIds: z.array(z.string()),
});

/**
 * Conversations with something to do that nobody rang, or that were rung but have not moved: found by their state, not by
 * receipts, so that a lost run, a lost ring or a new Temporal database loses nothing. Several sweepers share the work;
 * what is returned counts as rung.
 */
export async function findDueWork(db: Database, timings: Timings, limit: number): Promise<Wake[]> {
  return transaction(db, async (tx) => {
    const due = await rows(tx, Due, DUE, [timings.ringAgain, timings.ringStuck, timings.ringAgainMost, limit]);
    await run(tx, 'update conversation set rung_at = now(), rings = rings + 1 where id = any($1)', [
      due.map(({ id }) => id),
    ]);
    return due.map(({ turn, outbound, handoffId, mediaIds, ...conversation }) =>
      wake('sweep', conversation, { turn, outbound, handoffId, mediaIds }),
    );
  });
}

// `work` is found once: a planner that knows too little of the tables would look for it anew for each conversation.
const DUE = `
  with work as materialized (
    -- A teammate's are theirs to answer, and may wait for days: no sweep looks at those, nor locks them.
    select m.conversation_id from message m join conversation c on c.id = m.conversation_id and c.handler = 'ai'
      where m.needs_answer and m.settled_at is null
    union select conversation_id from message where state = 'pending' and next_attempt_at <= now()
    union select h.conversation_id from handoff_step s join handoff h on h.id = s.handoff_id where s.state = 'pending'
    union select m.conversation_id from media d join message m on m.id = d.message_id where d.state = 'pending' or d.listening = 'pending'
  ), flagged as (
    select c.id, c.epoch, c.handler, c.work, c.work_at,
      c.handler = 'ai' and exists (select 1 from message m
        where m.conversation_id = c.id and m.needs_answer and m.settled_at is null) as turn,
      exists (select 1 from message m
        where m.conversation_id = c.id and m.state = 'pending' and m.next_attempt_at <= now()) as outbound,
      (select h.id from handoff h join handoff_step s on s.handoff_id = h.id
        where h.conversation_id = c.id and s.state = 'pending' limit 1) as "handoffId",
      array(select d.id from media d join message m on m.id = d.message_id
        where m.conversation_id = c.id and (d.state = 'pending' or d.listening = 'pending') limit 10) as "mediaIds"
    from conversation c
    where c.id in (select conversation_id from work) and c.merged_into is null
      and case when c.rung_at is null then c.work_at < now() - $1 * interval '1 millisecond'
        else c.rung_at < now() - least($2 * power(2, least(c.rings, 20) - 1), $3) * interval '1 millisecond' end
    for update of c skip locked
  )
  select id, epoch, handler, work, turn, outbound, "handoffId", "mediaIds" from flagged
    where turn or outbound or "handoffId" is not null or cardinality("mediaIds") > 0
    order by work_at limit $4`;
