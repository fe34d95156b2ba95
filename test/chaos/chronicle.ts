import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { Database } from '../../db/pool';
import { rows } from '../../db/query';

/** What was done in a run and when, for whoever looks for the reason of a breach. */
export interface Chronicle {
  /** Notes it, seconds after the start. */
  note: (what: string) => void;
  lines: () => string[];
}

export function createChronicle(): Chronicle {
  const startMs = performance.now();
  const lines: string[] = [];
  return {
    note: (what) => {
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      lines.push(`${new Date().toISOString()} +${seconds} s ${what}`);
    },
    lines: () => lines,
  };
}

/** How many conversations' stories are told. */
const MOST = 5;

const Line = z.object({ line: z.string() });

/** The messages and steps of the conversations that are not at rest, and of those given, as they are now. */
export async function storiesOf(db: Database, messageIds: readonly string[]): Promise<string[]> {
  const told = await rows(
    db,
    Line,
    `with odd as (
        select conversation_id as id from message where state in ('pending', 'sending') or id::text = any($1)
        union select m.conversation_id from message m join conversation c on c.id = m.conversation_id
          where m.needs_answer and m.settled_at is null and c.handler = 'ai'
        union select h.conversation_id from handoff_step s join handoff h on h.id = s.handoff_id where s.state = 'pending'
        limit $2)
      select concat_ws(' ', 'conversation', c.id, c.handler, c.epoch, 'rung', c.rung_at, c.rings) as line, c.id, 0 as number
        from conversation c join odd using (id)
      union all select concat_ws(' ', ' ', m.number, m.author, m.purpose, m.state, m.error, 'attempts', m.attempts, 'created', m.created_at,
          'claimed', m.claimed_at, 'settled', m.settled_by, m.settled_at, 'turn', m.turn_id, m.id), m.conversation_id, m.number
        from message m join odd on odd.id = m.conversation_id
      union all select concat_ws(' ', '  handoff', h.id, h.reason, h.opened_at, h.resolved_at, s.kind, s.state, s.error, 'attempts',
          s.attempts, s.attempted_at, s.at), h.conversation_id, h.opened_number
        from handoff_step s join handoff h on h.id = s.handoff_id join odd on odd.id = h.conversation_id
      order by 2, 3`,
    [messageIds, MOST],
  );
  return told.map(({ line }) => line);
}
