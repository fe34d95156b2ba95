import type { Filter } from '../server/filters';

/** A list, with what is searched for. */
export function listAddress(filter: Filter, words: string): string {
  return `/?${query({ filter, q: words })}`;
}

interface OpenedFrom {
  filter: Filter;
  /** What is searched for beside it. */
  words?: string;
  /** The message to show. */
  at?: string | null;
}

/** A conversation, with the list it was opened from. */
export function conversationAddress(id: string, { filter, words = '', at = null }: OpenedFrom): string {
  return `/conversations/${id}?${query({ filter, q: words, at: at ?? '' })}`;
}

function query(given: Record<string, string>): string {
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();
}
