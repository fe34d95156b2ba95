import { z } from 'zod';
import { UNREAD } from './conversation-view';
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

const OwnCounts = z.object({
  mine: z.number(),
  waiting: z.number(),
  ai: z.number(),
  all: z.number(),
  /** Of `mine`: with a customer message that this teammate has not seen. */
  unread: z.number(),
});

/** How many conversations each list of one teammate has. */
export async function countLists(db: Queryable, teammateId: string): Promise<z.output<typeof OwnCounts>> {
  return row(
    db,
    OwnCounts,
    `select count(*) filter (where assignee_id = $1) as mine,
        count(*) filter (where least(waiting_since, owed_answer_at) is not null) as waiting,
        count(*) filter (where handler = 'ai' and blocked_at is null) as ai, count(*) as all,
        (select count(*) from conversation c where c.assignee_id = $1 and c.merged_into is null and ${UNREAD} > 0) as unread
      from conversation where merged_into is null`,
    [teammateId],
  );
}
