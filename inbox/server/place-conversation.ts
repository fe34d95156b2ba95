import type { InfiniteData } from '@tanstack/react-query';
import type { Conversation } from '../../api/contract/conversation';
import { belongs, rankOf, type Filter } from './filters';

export interface ConversationPage {
  items: Conversation[];
  nextCursor: string | null;
}

export type ConversationPages = InfiniteData<ConversationPage, string | null>;

/**
 * Puts a changed conversation where it now belongs in a list that was read in pages, or takes it out. What belongs behind
 * the last page that was read stays out until that page is read, unless there is none.
 */
export function placeConversation(
  { pages, pageParams }: ConversationPages,
  conversation: Conversation,
  filter: Filter,
  myId: string,
): ConversationPages {
  const without = pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== conversation.id) }));
  if (!belongs(conversation, filter, myId)) return { pages: without, pageParams };
  const rank = rankOf(conversation, filter);
  const comesFirst = (other: Conversation) => rank < rankOf(other, filter);
  const index = without.findIndex(({ items }) => items.some(comesFirst));
  const target = index === -1 ? without.length - 1 : index;
  const isBeyond = index === -1 && without.at(-1)?.nextCursor !== null;
  if (isBeyond) return { pages: without, pageParams };
  return {
    pages: without.map((page, at) =>
      at === target ? { ...page, items: insert(page.items, conversation, comesFirst) } : page,
    ),
    pageParams,
  };
}

function insert(
  items: readonly Conversation[],
  conversation: Conversation,
  comesFirst: (other: Conversation) => boolean,
) {
  const at = items.findIndex(comesFirst);
  return at === -1 ? [...items, conversation] : items.toSpliced(at, 0, conversation);
}
