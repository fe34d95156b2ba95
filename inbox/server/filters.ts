import type { Conversation } from '../../api/contract/conversation';

export const FILTERS = ['mine', 'waiting', 'ai', 'all'] as const;

export type Filter = (typeof FILTERS)[number];

export const FILTER_WORDS: Record<Filter, string> = { mine: 'Mine', waiting: 'Waiting', ai: 'AI', all: 'All' };

/** Whether a conversation belongs under a filter; the API's own rule, so that a change moves a row without reading lists again. */
export function belongs(conversation: Conversation, filter: Filter, myId: string): boolean {
  switch (filter) {
    case 'mine':
      return conversation.assignee?.id === myId;
    case 'waiting':
      return conversation.waitingSince !== null || conversation.owedAnswerAt !== null;
    case 'ai':
      return conversation.handler.kind === 'ai' && conversation.blocked === null;
    case 'all':
      return true;
  }
}

/** What a filter's list is ordered by, smallest first: the longest wait or the debt due first, or the newest activity. */
export function rankOf(conversation: Conversation, filter: Filter): number {
  return filter === 'waiting' ? waitsFromMs(conversation) : -Date.parse(conversation.lastMessageAt ?? '');
}

/** Since when the customer waits, or when an answer that was promised is due: the earlier of the two. */
export function waitsFromMs({ waitingSince, owedAnswerAt }: Conversation): number {
  return Math.min(...[waitingSince, owedAnswerAt].flatMap((at) => (at === null ? [] : [Date.parse(at)])));
}
