import type { Database } from '../db/pool';
import { run } from '../db/query';
import type { Wake } from '../domain/wake';

/** Notes in one statement which conversations were rung. A mark for older work than the row's does nothing. */
export async function markRung(db: Database, wakes: readonly Pick<Wake, 'conversationId' | 'work'>[]): Promise<void> {
  await run(
    db,
    `update conversation c set rung_at = now(), rings = greatest(c.rings, 1)
      from unnest($1::uuid[], $2::bigint[]) as rung (id, work)
      where c.id = rung.id and c.work = rung.work and c.rung_at is null`,
    [wakes.map(({ conversationId }) => conversationId), wakes.map(({ work }) => work)],
  );
}
