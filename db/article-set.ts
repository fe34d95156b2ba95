import { z } from 'zod';
import { row, rows } from './query';
import type { Queryable } from './pool';

const Article = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string(),
  language: z.string().nullable(),
  /** The bursts, newest first, that this article is known to answer: each the texts of its messages. */
  asked: z.array(z.array(z.string())),
});

/** Known questions read of one article, the newest. */
const MOST_KNOWN = 50;

/**
 * What the AI may answer from, by Postgres' clock, which is one for every worker. As time is part of it, an article that
 * expires drops out of the stamps and changes the version, although nobody writes then.
 */
const IS_USED = `state = 'published' and (valid_until is null or valid_until > now())`;

/** These articles, or those of them that the AI may still answer from, for the index. */
export async function loadArticles(db: Queryable, ids: readonly string[]): Promise<z.output<typeof Article>[]> {
  return rows(
    db,
    Article,
    `select id, title, content, language, known.asked from article
        cross join lateral (
          select coalesce(jsonb_agg(burst.texts order by burst.at desc), '[]') as asked from (
            select q.at, jsonb_agg(m.text order by m.placed_at, m.number) as texts
              from unanswered_question q
                join turn t on t.id = q.turn_id
                join conversation c on c.id = t.conversation_id and c.blocked_at is null
                join message m on m.id = any(t.message_ids) and m.turn_id = t.id and m.revoked_at is null
                  and btrim(m.text) <> ''
              where q.article_id = article.id
              group by q.turn_id, q.at order by q.at desc limit ${MOST_KNOWN}) burst) known
      where id = any($1) and ${IS_USED} order by id`,
    [ids],
  );
}

/**
 * When each article that the AI may answer from was last changed, by its id, its known questions included: an article is
 * another one if this is. What a customer revokes stays known until then.
 */
export async function articleStamps(db: Queryable): Promise<Map<string, string>> {
  const Stamp = z.object({ id: z.string(), stamp: z.string() });
  const stamps = await rows(
    db,
    Stamp,
    `select id, updated_at::text || coalesce(known.stamp, '') as stamp from article
        left join (select article_id, md5(string_agg(turn_id::text, '' order by turn_id)) as stamp
          from unanswered_question where article_id is not null group by article_id) known on known.article_id = article.id
      where ${IS_USED} order by id`,
  );
  return new Map(stamps.map(({ id, stamp }) => [id, stamp]));
}

/**
 * Changes whenever what the AI may answer from does: by an article that was added, changed, published, made a draft or
 * removed, in whichever order that was committed, by one that expires, and by a question it is known to answer.
 */
export async function articlesVersion(db: Queryable): Promise<string> {
  const { version } = await row(
    db,
    z.object({ version: z.string() }),
    `select count(*) || ' ' || coalesce(md5(string_agg(id::text || updated_at::text, '' order by id)), '') || ' '
          || (select coalesce(md5(string_agg(turn_id::text || article_id, '' order by turn_id)), '')
            from unanswered_question where article_id is not null) as version
      from article where ${IS_USED}`,
  );
  return version;
}
