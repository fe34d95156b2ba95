import { z } from 'zod';
import { ARTICLE_STATES, type ArticleState } from '../domain/article-state';
import { maybeRow, row, rows, run } from './query';
import type { Queryable } from './pool';

const COLUMNS = `id, title, content, language, state, valid_until as "validUntil", created_at as "createdAt", updated_at as "updatedAt",
  (extract(epoch from created_at) * 1000000)::bigint as "createdAtUs"`;

const Article = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string(),
  language: z.string().nullable(),
  state: z.enum(ARTICLE_STATES),
  /** Null for ever. */
  validUntil: z.date().nullable(),
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

/** Published and valid for ever, unless said otherwise. */
export async function insertArticle(
  db: Queryable,
  {
    title,
    content,
    language,
    state = 'published',
    validUntil = null,
  }: { title: string; content: string; language: string | null; state?: ArticleState; validUntil?: string | null },
): Promise<Article> {
  return row(
    db,
    Article,
    `insert into article (title, content, language, state, valid_until) values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
    [title, content, language, state, validUntil],
  );
}

interface Change {
  title?: string | undefined;
  content?: string | undefined;
  language?: string | null | undefined;
  state?: ArticleState | undefined;
  validUntil?: string | null | undefined;
}

/** Changes what is given; a `language` or `validUntil` of null clears it. Null when there is no such article. */
export async function updateArticle(
  db: Queryable,
  id: string,
  { title, content, language, state, validUntil }: Change,
): Promise<Article | null> {
  return maybeRow(
    db,
    Article,
    `update article set title = coalesce($2, title), content = coalesce($3, content),
        language = case when $4 then $5 else language end, state = coalesce($6, state),
        valid_until = case when $7 then $8::timestamptz else valid_until end, updated_at = now()
      where id = $1 returning ${COLUMNS}`,
    [
      id,
      title ?? null,
      content ?? null,
      language !== undefined,
      language ?? null,
      state ?? null,
      validUntil !== undefined,
      validUntil ?? null,
    ],
  );
}

/** False when there was none. */
export async function deleteArticle(db: Queryable, id: string): Promise<boolean> {
  return (await run(db, 'delete from article where id = $1', [id])) > 0;
}
