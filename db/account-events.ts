import { z } from 'zod';
import { rows } from './query';
import type { Queryable } from './pool';

const AccountEvent = z.object({ id: z.number(), field: z.string(), value: z.unknown(), receivedAt: z.date() });

export type AccountEvent = z.output<typeof AccountEvent>;

/** Newest first; `before` is the id of the last one already read. */
export async function listAccountEvents(
  db: Queryable,
  { before, limit }: { before: number | null; limit: number },
): Promise<AccountEvent[]> {
  return rows(
    db,
    AccountEvent,
    `select id, field, value, received_at as "receivedAt" from account_event
      where $1::bigint is null or id < $1 order by id desc limit $2`,
    [before, limit],
  );
}
