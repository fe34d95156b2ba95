import { z } from 'zod';
import { row, rows } from './query';
import type { Queryable } from './pool';

const Article = z.object({ id: z.string(), title: z.string(), content: z.string(), language: z.string().nullable() });

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
    `select id, title, content, language from article where id = any($1) and ${IS_USED} order by id`,
    [ids],
  );
}

/** When each article that the AI may answer from was last changed, by its id: an article is another one if this is. */
export async function articleStamps(db: Queryable): Promise<Map<string, string>> {
  const Stamp = z.object({ id: z.string(), stamp: z.string() });
  const stamps = await rows(
    db,
    Stamp,
    `select id, updated_at::text as stamp from article where ${IS_USED} order by id`,
  );
  return new Map(stamps.map(({ id, stamp }) => [id, stamp]));
}

/**
 * Changes whenever what the AI may answer from does: by an article that was added, changed, published, made a draft or
 * removed, in whichever order that was committed, and by one that expires.
 */
export async function articlesVersion(db: Queryable): Promise<string> {
  const { version } = await row(
    db,
    z.object({ version: z.string() }),
    `select count(*) || ' ' || coalesce(md5(string_agg(id::text || updated_at::text, '' order by id)), '') as version
      from article where ${IS_USED}`,
  );
  return version;
}
