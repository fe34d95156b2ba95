import { z } from 'zod';
import { id, line, text, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

export const Article = z
  .object({
    id,
    title: z.string(),
    content: z.string(),
    language: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Article' });

export type Article = z.output<typeof Article>;

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');

export const NewArticle = z
  .strictObject({ title: line(300), content: text(100_000), language: language.nullish() })
  .meta({ id: 'NewArticle' });

export const ArticleChange = NewArticle.partial().meta({ id: 'ArticleChange' });

const tag = 'Articles';

export const ARTICLE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/articles',
    tag,
    summary: 'What the AI answers from, newest first',
    access: 'teammate',
    query: PageQuery,
    answer: { status: 200, schema: pageOf('ArticlePage', Article) },
    refuses: ['invalid_cursor'],
  },
  {
    method: 'post',
    path: '/api/articles',
    tag,
    summary: 'Add an article',
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
    summary: 'Change an article',
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
