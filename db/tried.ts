import { z } from 'zod';
import { rows } from './query';
import type { Queryable } from './pool';

const Attempt = z.object({
  messageId: z.string(),
  text: z.string().nullable(),
  at: z.date(),
  citedArticleIds: z.array(z.string()),
});

export type Attempt = z.output<typeof Attempt>;

/** More would be the history again. */
const MOST_ATTEMPTS = 3;

/**
 * What the AI answered before a handoff and after the one before it: the latest three, oldest first. Null when the
 * conversation has no such handoff.
 */
export async function findAttempts(
  db: Queryable,
  conversationId: string,
  handoffId: string,
): Promise<Attempt[] | null> {
  const [known] = await rows(
    db,
    z.object({ upTo: z.number(), from: z.number() }),
    `select h.opened_number as "upTo", coalesce((select max(opened_number) from handoff before
          where before.conversation_id = h.conversation_id and before.opened_at < h.opened_at), 0) as "from"
      from handoff h where h.id = $1 and h.conversation_id = $2`,
    [handoffId, conversationId],
  );
  if (known === undefined) return null;
  const newest = await rows(
    db,
    Attempt,
    `select m.id as "messageId", m.text, m.created_at as at,
        coalesce(t.decision -> 'citedArticleIds', '[]') as "citedArticleIds"
      from message m left join turn t on t.id = m.turn_id
      where m.conversation_id = $1 and m.author = 'ai' and m.purpose = 'reply' and m.state <> 'suppressed'
        and m.number > $2 and m.number <= $3
      order by m.number desc limit ${MOST_ATTEMPTS}`,
    [conversationId, known.from, known.upTo],
  );
  return newest.reverse();
}
