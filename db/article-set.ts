import { z } from 'zod';
import { row, rows } from './query';
import type { Queryable } from './pool';

const Article = z.object({ id: z.string(), title: z.string(), content: z.string(), language: z.string().nullable() });

/** These articles, or those of them that are still there, for the index that answers from them. */
export async function loadArticles(db: Queryable, ids: readonly string[]): Promise<z.output<typeof Article>[]> {
  return rows(db, Article, 'select id, title, content, language from article where id = any($1) order by id', [ids]);
}

/** When each article was last changed, by its id: an article is another one if this is. */
export async function articleStamps(db: Queryable): Promise<Map<string, string>> {
  const Stamp = z.object({ id: z.string(), stamp: z.string() });
  const stamps = await rows(db, Stamp, 'select id, updated_at::text as stamp from article order by id');
  return new Map(stamps.map(({ id, stamp }) => [id, stamp]));
}

/** Changes whenever an article was added, changed or removed, in whichever order that was committed. */
export async function articlesVersion(db: Queryable): Promise<string> {
  const { version } = await row(
    db,
    z.object({ version: z.string() }),
    `select count(*) || ' ' || coalesce(md5(string_agg(id::text || updated_at::text, '' order by id)), '') as version
      from article`,
  );
  return version;
}
