import { selectConversationViews, type ConversationView } from './conversation-view';
import type { Queryable } from './pool';

export type ConversationFilter = 'mine' | 'waiting' | 'ai' | 'all';

// Teammate $1 is the one who asks.
const CONDITIONS: Record<ConversationFilter, string> = {
  mine: 'and c.assignee_id = $1',
  waiting: 'and least(c.waiting_since, c.owed_answer_at) is not null',
  // Not those it never answers.
  ai: `and c.handler = 'ai' and c.blocked_at is null`,
  all: '',
};

/** The place of a conversation in a list: microseconds since 1970, which a Date would cut, and the id among equals. */
export interface ListPlace {
  atUs: number;
  id: string;
}

interface ListOptions {
  filter: ConversationFilter;
  teammateId: string;
  after: ListPlace | null;
  limit: number;
}

/** Newest activity first; `after` is the last one already read. */
export async function listConversationViews(db: Queryable, options: ListOptions): Promise<ConversationView[]> {
  const { filter, teammateId, after, limit } = options;
  return selectConversationViews(
    db,
    teammateId,
    // Without a place the list begins above everything, so that the index serves every page alike.
    `where c.merged_into is null ${CONDITIONS[filter]}
        and (c.last_message_at, c.id) < (coalesce(timestamptz 'epoch' + $2::bigint * interval '1 microsecond', 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by c.last_message_at desc, c.id desc limit $4`,
    [after?.atUs ?? null, after?.id ?? null, limit],
  );
}

/** Who waits for a person or was promised an answer, by the earlier of the two; `after` is the last one already read. */
export async function listWaitingViews(
  db: Queryable,
  { teammateId, after, limit }: Omit<ListOptions, 'filter'>,
): Promise<ConversationView[]> {
  return selectConversationViews(
    db,
    teammateId,
    `where least(c.waiting_since, c.owed_answer_at) is not null and c.merged_into is null
        and (least(c.waiting_since, c.owed_answer_at), c.id) > (coalesce(timestamptz 'epoch' + $2::bigint * interval '1 microsecond', '-infinity'),
          coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
      order by least(c.waiting_since, c.owed_answer_at), c.id limit $4`,
    [after?.atUs ?? null, after?.id ?? null, limit],
  );
}
