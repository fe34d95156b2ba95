import { z } from 'zod';
import { CLOSED_AS } from '../domain/closed-as';
import { DISAGREEMENTS } from '../domain/disagreement';
import { maybeRow, rows } from './query';
import type { Queryable } from './pool';

const HITS = z.array(z.object({ articleId: z.string(), score: z.number() }));

/** A decision as its turn stored it; older turns lack what was added since. */
const Decision = z.object({
  reason: z.string().nullable().default(null),
  evidence: z.string().nullable().default(null),
  summary: z.string().nullable().default(null),
  topic: z.string().nullable().default(null),
  detector: z.string().nullable().default(null),
  offersPerson: z.boolean().default(false),
  nonAnswer: z.boolean().default(false),
  citedArticleIds: z.array(z.string()).default([]),
  scores: z.record(z.string(), z.number()).default({}),
  closedAs: z.enum(CLOSED_AS).nullable().default(null).catch(null),
  disagreement: z.enum(DISAGREEMENTS).nullable().default(null).catch(null),
  basis: z.object({ model: z.string().nullable(), hits: HITS }).default({ model: null, hits: [] }),
});

const Turn = z.object({
  id: z.string(),
  kind: z.enum(['reply', 'handoff', 'closing']),
  messageIds: z.array(z.string()),
  decidedAt: z.date(),
  decision: Decision,
});

const Why = z.object({
  turnId: z.string().nullable(),
  settledBy: z.enum(['turn', 'person', 'closing']).nullable(),
  settledAt: z.date().nullable(),
  handoffId: z.string().nullable(),
});

/** What led to a message, or what became of it. */
export type Why = z.output<typeof Why> & { turn: z.output<typeof Turn> | null };

/**
 * The turn is the one a message belongs to; of a reassurance, the one that decided on its handoff. Null when it is no message of this conversation. The handoff is the one a message belongs to, else the one that its turn
 * decided on, else the one whose person settled it.
 */
export async function findWhy(db: Queryable, conversationId: string, messageId: string): Promise<Why | null> {
  const found = await maybeRow(
    db,
    Why,
    `select coalesce(m.turn_id, case when m.author = 'ai' then (select turn_id from handoff where id = m.handoff_id) end)
          as "turnId", m.settled_by as "settledBy", m.settled_at as "settledAt",
        coalesce(m.handoff_id, (select id from handoff where turn_id = m.turn_id limit 1),
          case when m.settled_by = 'person' then (select id from handoff
            where conversation_id = m.conversation_id and opened_at <= m.settled_at
            order by opened_at desc limit 1) end) as "handoffId"
      from message m where m.id = $1 and m.conversation_id = $2`,
    [messageId, conversationId],
  );
  if (found === null) return null;
  const turn = await maybeRow(
    db,
    Turn,
    'select id, kind, message_ids as "messageIds", created_at as "decidedAt", decision from turn where id = $1',
    [found.turnId],
  );
  return { ...found, turn };
}

const Event = z.object({ id: z.number(), kind: z.string(), data: z.record(z.string(), z.unknown()), at: z.date() });

/** What was recorded about a message, its turn and its handoff, newest first. */
export async function eventsAbout(
  db: Queryable,
  conversationId: string,
  about: { messageId: string; turnId: string | null; handoffId: string | null },
): Promise<z.output<typeof Event>[]> {
  return rows(
    db,
    Event,
    `select id, kind, data, at from conversation_event where conversation_id = $1
        and (data ->> 'messageId' = $2 or data ->> 'turnId' = $3 or data ->> 'handoffId' = $4)
      order by id desc limit 100`,
    [conversationId, about.messageId, about.turnId, about.handoffId],
  );
}

const Title = z.object({ id: z.string(), title: z.string() });

/** The titles of these articles; a deleted one has none. */
export async function articleTitles(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(db, Title, 'select id, title from article where id::text = any($1)', [ids]);
  return new Map(found.map(({ id, title }) => [id, title]));
}
