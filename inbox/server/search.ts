import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { SearchResult } from '../../api/contract/search';
import { request } from './request';

const PAGE = 20;

interface SearchPage {
  items: SearchResult[];
  nextCursor: string | null;
}

/** Conversations with these words in a message, or in their customer's name or number; newest first. Nothing for no words. */
export function useSearch(words: string) {
  return useInfiniteQuery({
    queryKey: ['search', words],
    enabled: words !== '',
    queryFn: ({ pageParam }) =>
      request<SearchPage>(
        'GET',
        `/api/search?${new URLSearchParams({
          q: words,
          limit: String(PAGE),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }).toString()}`,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // What was found for fewer letters stays until the next is known: the list does not flicker under the hands.
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
