import { z } from 'zod';
import { row } from './query';
import type { Queryable } from './pool';

/** The newest messages since the last resolve; what is older has been said again. */
const MOST_MESSAGES = 30;

/** Characters read of each message: more is not quoted. */
const MOST_CHARACTERS = 1_000;

const Facts = z.object({
  customerName: z.string().nullable(),
  language: z.string().nullable(),
  said: z.array(z.object({ author: z.string(), kind: z.string(), text: z.string().nullable() })),
  served: z.array(z.string()),
  before: z.object({ teammate: z.string(), outcome: z.string().nullable() }).nullable(),
});

/** What can be told to a teammate of the stretch since one of them last resolved, in one statement. */
export async function readSummaryFacts(db: Queryable, conversationId: string): Promise<z.output<typeof Facts>> {
  return row(
    db,
    Facts,
    `with last as (
        select h.resolved_at as at, jsonb_build_object('teammate', t.name, 'outcome', h.outcome) as told
          from handoff h join teammate t on t.id = coalesce(h.resolved_by, h.assignee_id)
          where h.conversation_id = $1 and h.ended = 'resolved' order by h.resolved_at desc limit 1)
      select coalesce(c.name, c.username) as "customerName", v.language,
        array(select jsonb_build_object('author', author, 'kind', kind, 'text', text) from (
          select placed_at, number, author, kind, left(text, ${MOST_CHARACTERS}) as text from message
            where conversation_id = $1 and created_at > coalesce((select at from last), '-infinity')
              and revoked_at is null and kind not in ('edit', 'revoke', 'reaction', 'system', 'request_welcome')
              and (author <> 'ai' or purpose = 'reply' and state in ('sent', 'delivered', 'read', 'unconfirmed'))
            order by placed_at desc, number desc limit ${MOST_MESSAGES}) newest
          order by placed_at, number) as said,
        array(select distinct left(a.title, 100) from turn t
          cross join jsonb_array_elements_text(t.decision -> 'citedArticleIds') cited join article a on a.id::text = cited
          where t.conversation_id = $1 and t.kind = 'reply' and t.created_at > coalesce((select at from last), '-infinity')
          limit 3) as served,
        (select told from last) as before
      from conversation v join customer c on c.id = v.customer_id where v.id = $1`,
    [conversationId],
  );
}
