import { z } from 'zod';
import { clientId, id, text, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

/** In UTF-16 units. */
export const NOTE_LIMIT = 4_000;

/** What a teammate told the team: never sent to the customer, never read by the AI. */
export const Note = z
  .object({
    id,
    /** Who wrote it. */
    teammateId: id,
    text: z.string(),
    /** Who was mailed about it, besides its writer. */
    mentions: z.array(id),
    /** To whom the conversation was assigned with these words; null for a note by itself. */
    assigneeId: id.nullable(),
    clientId: z.string(),
    createdAt: time,
  })
  .meta({ id: 'Note' });

export type Note = z.output<typeof Note>;

export const NewNote = z
  .strictObject({
    clientId,
    text: text(NOTE_LIMIT),
    /** Teammates to mail; whoever is no teammate any more is left out. */
    mentions: z.array(id).max(50).default([]),
  })
  .meta({ id: 'NewNote' });

const tag = 'Notes';

export const NOTE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/conversations/{id}/notes',
    tag,
    summary: 'What teammates told one another here, newest first',
    access: 'teammate',
    query: PageQuery,
    answer: { status: 200, schema: pageOf('NotePage', Note) },
    refuses: ['not_found', 'invalid_cursor'],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/notes',
    tag,
    summary: 'Tell the team something; who is mentioned is mailed, the customer never sees it',
    access: 'teammate',
    body: NewNote,
    answer: { status: 200, schema: Note },
    refuses: ['not_found', 'client_id_reused'],
  },
];
