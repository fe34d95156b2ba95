import { z } from 'zod';
import type { Database } from '../../db/pool';
import { rows } from '../../db/query';

/** From now on Postgres itself notes whenever a conversation counts as rung. */
export async function noteRings(db: Database): Promise<void> {
  await db.query(`
    create table noted_ring (conversation_id uuid not null, at timestamptz not null);
    create function note_ring() returns trigger language plpgsql as $$
      begin
        insert into noted_ring values (new.id, new.rung_at);
        return null;
      end $$;
    create trigger note_ring after update of rung_at on conversation for each row
      when (new.rung_at is not null and new.rung_at is distinct from old.rung_at) execute function note_ring();`);
}

const Rung = z.object({ conversationId: z.string(), rings: z.number(), shortestMs: z.number().nullable() });

/** Per conversation: how often it was rung, and the shortest time between two rings, null when there was one. */
export function notedRings(db: Database): Promise<z.output<typeof Rung>[]> {
  return rows(
    db,
    Rung,
    `select conversation_id as "conversationId", count(*) as rings, (extract(epoch from min(at - before)) * 1000)::float8 as "shortestMs"
      from (select conversation_id, at, lag(at) over (partition by conversation_id order by at) as before from noted_ring) ring
      group by conversation_id`,
  );
}
