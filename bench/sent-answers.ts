import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../db/pool';
import { row, rows } from '../db/query';
import { newWaMessageId, type Answer, type Stage } from './webhook-body';

const Sent = z.object({ id: z.string(), waMessageId: z.string(), waId: z.string() });

const Count = z.object({ count: z.number() });

/** Gives each conversation `each` answers that WhatsApp has taken, as a turn and its send leave them; one conversation after another. */
export function insertSentAnswers(db: Database, each: number): Promise<Answer[]> {
  return rows(
    db,
    Sent,
    `with answered as (
        insert into turn (conversation_id, epoch, last_number, message_ids, kind, decision)
          select id, epoch, last_number, '{}', 'reply', '{}' from conversation returning id, conversation_id
      ), answer as (
        insert into message (conversation_id, number, placed_at, author, kind, text, wa_message_id, state, purpose, epoch,
            turn_id, attempts, claimed_at)
          select c.id, c.last_number + n, c.newest_placed_at, 'ai', 'text', 'Hello! How can I help?',
              'wamid.' || gen_random_uuid(), 'sent', 'reply', c.epoch, answered.id, 1, now()
            from answered join conversation c on c.id = answered.conversation_id cross join generate_series(1, $1::int) n
          returning id, wa_message_id, conversation_id, number
      ), numbered as (
        update conversation set last_number = last_number + $1 returning id, customer_id
      )
      select answer.id, wa_message_id as "waMessageId", customer.phone as "waId"
        from answer join numbered on numbered.id = answer.conversation_id join customer on customer.id = customer_id
        order by number, conversation_id`,
    [each],
  );
}

/** Answers that nobody sent, for what looks at none. */
export function imaginedAnswers(people: readonly string[], each: number): Answer[] {
  return Array.from({ length: each }, () =>
    people.map((waId) => ({ id: randomUUID(), waMessageId: newWaMessageId(), waId })),
  ).flat();
}

/** How many answers have come to `state`. */
export async function countAnswers(db: Database, state: Stage): Promise<number> {
  const sql = `select count(*)::int as count from message where author = 'ai' and state = $1`;
  const { count } = await row(db, Count, sql, [state]);
  return count;
}
