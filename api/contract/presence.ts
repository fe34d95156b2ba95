import { z } from 'zod';
import { id } from './fields';
import type { Operation } from './operation';

/** What a page says every ten seconds while it is open and looked at, and at once when something changes. */
export const PresenceBeat = z
  .strictObject({
    /** Made by the page for itself. */
    tabId: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters'),
    /** True when a key was pressed since the last beat, false when nothing is being written any more; missing for as before. */
    typing: z.boolean().nullish(),
    /** False when the page is left. */
    open: z.boolean().default(true),
  })
  .meta({ id: 'PresenceBeat' });

/** Who has the conversation open, the caller included; `typing` until a minute after the last key. */
export const Presence = z
  .object({ teammates: z.array(z.object({ teammateId: id, typing: z.boolean() })) })
  .meta({ id: 'Presence' });

export type Presence = z.output<typeof Presence>;

/** The data of a `presence` event. */
export const LivePresence = Presence.extend({ conversationId: id }).meta({ id: 'LivePresence' });

export type LivePresence = z.output<typeof LivePresence>;

export const PRESENCE_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/conversations/{id}/presence',
    tag: 'Conversations',
    summary: 'This page is open, and whether somebody writes in it; while they do, the AI’s answer waits',
    access: 'teammate',
    body: PresenceBeat,
    answer: { status: 200, schema: Presence },
    refuses: ['not_found'],
  },
];
