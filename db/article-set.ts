import { z } from 'zod';
import { row, rows } from './query';
import type { Queryable } from './pool';

const Article = z.object({ id: z.string(), title: z.string(), content: z.string(), language: z.string().nullable() });

/** Every article, for the index that answers from them. */
export async function loadArticles(db: Queryable): Promise<z.output<typeof Article>[]> {
  return rows(db, Article, 'select id, title, content, language from article order by id');
}

/** Changes whenever an article was added, changed or removed. */
export async function articlesVersion(db: Queryable): Promise<string> {
  const { version } = await row(
    db,
    z.object({ version: z.string() }),
    `select count(*) || ' ' || coalesce(max(updated_at)::text, '') || ' ' || coalesce(md5(string_agg(id::text, '' order by id)), '')
      as version from article`,
  );
  return version;
}
