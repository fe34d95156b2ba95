import { z } from 'zod';
import { ARTICLE_STATES } from '../../domain/article-state';
import { id, line, text, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

export const Article = z
  .object({
    id,
    title: z.string(),
    content: z.string(),
    language: z.string().nullable(),
    /** The AI answers from it when it is published and `validUntil` is not over. */
    state: z.enum(ARTICLE_STATES),
    /** Null for ever. */
    validUntil: time.nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Article' });

export type Article = z.output<typeof Article>;

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');

/** What a date that no form means, and no client can read back, is refused by. */
const isPlausible = (moment: string) => {
  const year = new Date(moment).getUTCFullYear();
  return year >= 2000 && year <= 9999;
};

/** A past moment is taken too: an article that is over may be changed, and one may be ended at once and kept. */
const validUntil = z.iso
  .datetime({ offset: true })
  .refine(isPlausible, 'must be a moment between the years 2000 and 9999');

const fields = z.strictObject({
  title: line(300),
  content: text(100_000),
  language: language.nullish(),
  validUntil: validUntil.nullish(),
});

export const NewArticle = fields
  .extend({ state: z.enum(ARTICLE_STATES).default('published') })
  .meta({ id: 'NewArticle' });

/** No default here: a change that does not speak of the state must not publish a draft. */
export const ArticleChange = fields
  .extend({ state: z.enum(ARTICLE_STATES) })
  .partial()
  .meta({ id: 'ArticleChange' });

const tag = 'Articles';

export const ARTICLE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/articles',
    tag,
    summary: 'What the AI answers from, drafts and what is no longer valid included, newest first',
    access: 'teammate',
    query: PageQuery,
    answer: { status: 200, schema: pageOf('ArticlePage', Article) },
    refuses: ['invalid_cursor'],
  },
  {
    method: 'post',
    path: '/api/articles',
    tag,
    summary: 'Add an article; the AI answers from it within seconds when it is published and valid',
    access: 'owner',
    body: NewArticle,
    answer: { status: 201, schema: Article },
  },
  {
    method: 'get',
    path: '/api/articles/{id}',
    tag,
    summary: 'One article',
    access: 'teammate',
    answer: { status: 200, schema: Article },
    refuses: ['not_found'],
  },
  {
    method: 'patch',
    path: '/api/articles/{id}',
    tag,
    summary: 'Change an article, publish it or make it a draft; in use within seconds',
    access: 'owner',
    body: ArticleChange,
    answer: { status: 200, schema: Article },
    refuses: ['not_found'],
  },
  {
    method: 'delete',
    path: '/api/articles/{id}',
    tag,
    summary: 'Delete an article',
    access: 'owner',
    answer: { status: 204 },
    refuses: ['not_found'],
  },
];
