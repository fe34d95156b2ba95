import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** What is searched for. It stands in the address, so that going back and a reload keep it; typing makes no history. */
export function useWords(): [string, (words: string) => void] {
  const [search, setSearch] = useSearchParams();
  const write = useCallback(
    (words: string) =>
      setSearch(
        (known) => {
          const next = new URLSearchParams(known);
          if (words === '') next.delete('q');
          else next.set('q', words);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [search.get('q')?.trim() ?? '', write];
}

/** The message that a search led to. */
export function useFoundMessage(): string | null {
  const [search] = useSearchParams();
  return search.get('at');
}
