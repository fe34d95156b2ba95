import { z } from 'zod';
import { row } from './query';
import type { Queryable } from './pool';

const Counts = z.object({ ai: z.number(), teammate: z.number(), waiting: z.number() });

/** How many conversations there are in each state; `waiting` are among those of teammates. */
export async function countConversations(db: Queryable): Promise<z.output<typeof Counts>> {
  return row(
    db,
    Counts,
    `select count(*) filter (where handler = 'ai') as ai, count(*) filter (where handler = 'teammate') as teammate,
        count(*) filter (where waiting_since is not null) as waiting
      from conversation where merged_into is null`,
  );
}
