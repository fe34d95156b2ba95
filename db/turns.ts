import { z } from 'zod';
import { maybeRow, rows } from './query';
import type { Queryable } from './pool';

const Note = z.object({ note: z.string().nullable() });

/** What the AI said of its last try when it decided to hand off; null when it said nothing. */
export async function findNote(db: Queryable, turnId: string): Promise<string | null> {
  const found = await maybeRow(db, Note, `select decision ->> 'summary' as note from turn where id = $1`, [turnId]);
  return found?.note ?? null;
}

const RecentReply = z.object({
  createdAt: z.date(),
  citedArticleIds: z.array(z.string()).catch([]),
  offersPerson: z.boolean().catch(false),
  nonAnswer: z.boolean().catch(false),
  /** How many of them the last hour has: the same in every row. */
  inLastHour: z.int(),
});

export type RecentReply = z.output<typeof RecentReply>;

/** The AI's newest replies since the conversation last returned to it, newest first. */
export async function recentReplies(db: Queryable, conversationId: string, limit: number): Promise<RecentReply[]> {
  return rows(
    db,
    RecentReply,
    `with returned as (select coalesce(max(resolved_at), '-infinity') as at from handoff where conversation_id = $1)
      select created_at as "createdAt", decision -> 'citedArticleIds' as "citedArticleIds",
        decision -> 'offersPerson' as "offersPerson", decision -> 'nonAnswer' as "nonAnswer",
        (select count(*)::int from turn where conversation_id = $1 and kind = 'reply'
          and created_at > greatest((select at from returned), now() - interval '1 hour')) as "inLastHour"
      from turn where conversation_id = $1 and kind = 'reply' and created_at > (select at from returned)
      order by created_at desc limit $2`,
    [conversationId, limit],
  );
}

const Moment = z.object({ at: z.date() });

/** When the AI last spoke to this customer, or null: the first answer says that an AI is answering. */
export async function lastAiReplyAt(db: Queryable, conversationId: string): Promise<Date | null> {
  const found = await maybeRow(
    db,
    Moment,
    `select created_at as at from message
      where conversation_id = $1 and author = 'ai' and purpose = 'reply' and state <> 'suppressed'
      order by placed_at desc, number desc limit 1`,
    [conversationId],
  );
  return found?.at ?? null;
}

const Episode = z.object({
  id: z.string(),
  reason: z.string(),
  outcome: z.string().nullable(),
  /** Who resolved it. */
  name: z.string(),
  publicName: z.string().nullable(),
  openedNumber: z.number(),
  openedAt: z.date(),
  resolvedAt: z.date(),
  lastNumber: z.number(),
});

export type Episode = z.output<typeof Episode>;

/** The stretches a person handled, oldest first, each with the numbers of the messages it spans. */
export async function resolvedEpisodes(db: Queryable, conversationId: string, limit: number): Promise<Episode[]> {
  const newest = await rows(
    db,
    Episode,
    `select h.id, h.reason, h.outcome, t.name, t.public_name as "publicName", h.opened_number as "openedNumber",
        h.opened_at as "openedAt", h.resolved_at as "resolvedAt",
        coalesce((select max(number) from message m
          where m.conversation_id = h.conversation_id and m.created_at <= h.resolved_at), h.opened_number) as "lastNumber"
      from handoff h join teammate t on t.id = coalesce(h.resolved_by, h.assignee_id)
      where h.conversation_id = $1 and h.ended = 'resolved' order by h.resolved_at desc limit $2`,
    [conversationId, limit],
  );
  return newest.reverse();
}
