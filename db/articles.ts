import { z } from 'zod';
import { maybeRow, row, rows, run } from './query';
import type { Queryable } from './pool';

const COLUMNS = `id, title, content, language, created_at as "createdAt", updated_at as "updatedAt",
  (extract(epoch from created_at) * 1000000)::bigint as "createdAtUs"`;

const Article = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string(),
  language: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  /** Microseconds since 1970: what Postgres orders by, which a Date would cut. */
  createdAtUs: z.number(),
});

export type Article = z.output<typeof Article>;

/** Newest first; `after` is the last one already read. */
export async function listArticles(
  db: Queryable,
  { after, limit }: { after: { createdAtUs: number; id: string } | null; limit: number },
): Promise<Article[]> {
  return rows(
    db,
    Article,
    `select ${COLUMNS} from article
      where (created_at, id) < (coalesce(timestamptz 'epoch' + $1::bigint * interval '1 microsecond', 'infinity'),
          coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by created_at desc, id desc limit $3`,
    [after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
}

export async function findArticle(db: Queryable, id: string): Promise<Article | null> {
  return maybeRow(db, Article, `select ${COLUMNS} from article where id = $1`, [id]);
}

export async function insertArticle(
  db: Queryable,
  article: { title: string; content: string; language: string | null },
): Promise<Article> {
  return row(db, Article, `insert into article (title, content, language) values ($1, $2, $3) returning ${COLUMNS}`, [
    article.title,
    article.content,
    article.language,
  ]);
}

/** Changes what is given; a `language` of null clears it. Null when there is no such article. */
export async function updateArticle(
  db: Queryable,
  id: string,
  change: { title?: string | undefined; content?: string | undefined; language?: string | null | undefined },
): Promise<Article | null> {
  return maybeRow(
    db,
    Article,
    `update article set title = coalesce($2, title), content = coalesce($3, content),
        language = case when $4 then $5 else language end, updated_at = now()
      where id = $1 returning ${COLUMNS}`,
    [id, change.title ?? null, change.content ?? null, change.language !== undefined, change.language ?? null],
  );
}

/** False when there was none. */
export async function deleteArticle(db: Queryable, id: string): Promise<boolean> {
  return (await run(db, 'delete from article where id = $1', [id])) > 0;
}
