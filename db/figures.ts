import { z } from 'zod';
import type { Queryable } from './pool';
import { row } from './query';

const Figures = z.object({
  oldestUnanswered: z.number(),
  oldestUnsent: z.number(),
  oldestStep: z.number(),
  longestWait: z.number(),
  failedSteps: z.number(),
  unconfirmed: z.number(),
});

/** How far behind the work is, in seconds of the database's clock, and how much needs a person. 0 where there is none. */
export type Figures = z.output<typeof Figures>;

/** Reads what alerts are about; each part by an index of what is not at rest, so it costs the same in a large history. */
export async function readFigures(db: Queryable): Promise<Figures> {
  return row(
    db,
    Figures,
    `select
      (select ${seconds('greatest(m.created_at, h.resolved_at)')} from message m join conversation c on c.id = m.conversation_id
        left join lateral (select max(resolved_at) as resolved_at from handoff where conversation_id = c.id) h on true
        where m.needs_answer and m.settled_at is null and c.handler = 'ai') as "oldestUnanswered",
      (select ${seconds('greatest(created_at, next_attempt_at)')} from message
        where state = 'pending' and next_attempt_at <= now()) as "oldestUnsent",
      (select ${seconds('created_at')} from handoff_step where state = 'pending') as "oldestStep",
      (select ${seconds('waiting_since')} from conversation where waiting_since is not null) as "longestWait",
      (select count(*) from handoff_step s join handoff h on h.id = s.handoff_id join conversation c on c.id = h.conversation_id
        where c.handler = 'teammate' and s.state = 'failed' and h.resolved_at is null) as "failedSteps",
      (select count(*) from conversation c join message m on m.conversation_id = c.id
        where c.waiting_since is not null and m.state = 'unconfirmed') as unconfirmed`,
  );
}

function seconds(since: string): string {
  return `coalesce(extract(epoch from now() - min(${since})), 0)::float8`;
}
