import { z } from 'zod';
import { Conversation } from './conversation';
import { id, text, time } from './fields';
import { Author } from './message';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

/** `hit` is the conversation's newest message that has the words; null when its customer's name or number has them. */
export const SearchResult = z
  .object({
    conversation: Conversation,
    hit: z
      .object({
        messageId: id,
        at: time,
        author: Author,
        before: z.string(),
        /** What was found, as it stands in the message. */
        match: z.string(),
        after: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'SearchResult' });

export type SearchResult = z.output<typeof SearchResult>;

export const SearchQuery = PageQuery.extend({ q: text(500).transform((words) => words.trim()) });

export const SEARCH_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/search',
    tag: 'Conversations',
    summary: 'Find conversations by name, username, number or the words of any message, newest first',
    access: 'teammate',
    query: SearchQuery,
    answer: { status: 200, schema: pageOf('SearchPage', SearchResult) },
    refuses: ['invalid_cursor'],
  },
];
