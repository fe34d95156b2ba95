import { z } from 'zod';
import { time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

/** Something about the account: number quality, templates, or a part of a webhook that could not be read. */
export const AccountEvent = z
  .object({ id: z.string(), field: z.string(), value: z.unknown(), receivedAt: time })
  .meta({ id: 'AccountEvent' });

export type AccountEvent = z.output<typeof AccountEvent>;

export const ACCOUNT_EVENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/account-events',
    tag: 'Settings',
    summary: 'What WhatsApp reported about the account, newest first',
    access: 'teammate',
    query: PageQuery,
    answer: { status: 200, schema: pageOf('AccountEventPage', AccountEvent) },
    refuses: ['invalid_cursor'],
  },
];
