import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Article } from '../../api/contract/article';
import { request } from './request';

const PAGE = 200;

const ARTICLES = ['articles'] as const;
const articleKey = (id: string) => ['article', id] as const;

interface ArticlePage {
  items: Article[];
  nextCursor: string | null;
}

type ArticlePages = InfiniteData<ArticlePage, string | null>;

export type ArticleFields = Pick<Article, 'title' | 'content' | 'language' | 'state' | 'validUntil'>;

/** Every article, newest first: the pages are read one after the other, and what has been read is shown meanwhile. */
export function useArticles() {
  const query = useInfiniteQuery({
    queryKey: ARTICLES,
    queryFn: ({ pageParam }) =>
      request<ArticlePage>(
        'GET',
        `/api/articles?${new URLSearchParams({
          limit: String(PAGE),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }).toString()}`,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const wantsMore = hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  return query;
}

/** One article as it is stored now. */
export function useArticle(id: string) {
  return useQuery({
    queryKey: articleKey(id),
    queryFn: () => request<Article>('GET', `/api/articles/${id}`),
    refetchOnMount: 'always',
  });
}

/** Stores a new article, or, with an id, a changed one. Published and valid, the AI answers from it from then on. */
export function useSaveArticle() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: ArticleFields }) =>
      id === null
        ? request<Article>('POST', '/api/articles', fields)
        : request<Article>('PATCH', `/api/articles/${id}`, fields),
    onSuccess: (saved) => {
      client.setQueryData(articleKey(saved.id), saved);
      client.setQueryData<ArticlePages>(ARTICLES, (known) => known && withArticle(known, saved));
    },
  });
}

export function useDeleteArticle() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/api/articles/${id}`),
    onSuccess: (_nothing, id) => {
      client.removeQueries({ queryKey: articleKey(id) });
      client.setQueryData<ArticlePages>(
        ARTICLES,
        (known) => known && eachPage(known, (items) => items.filter((one) => one.id !== id)),
      );
    },
  });
}

function withArticle(known: ArticlePages, saved: Article): ArticlePages {
  const isKnown = known.pages.some(({ items }) => items.some(({ id }) => id === saved.id));
  if (isKnown) return eachPage(known, (items) => items.map((one) => (one.id === saved.id ? saved : one)));
  const [first, ...older] = known.pages;
  if (first === undefined) return known;
  return { ...known, pages: [{ ...first, items: [saved, ...first.items] }, ...older] };
}

function eachPage(known: ArticlePages, edit: (items: Article[]) => Article[]): ArticlePages {
  return { ...known, pages: known.pages.map((page) => ({ ...page, items: edit(page.items) })) };
}
