import { z } from 'zod';
import { id, line, text, time } from './fields';
import type { Operation } from './operation';

/** Words for reuse. `{customer}`, `{me}` and `{business}` in `text` are filled in by the client that uses it. */
export const SavedReply = z
  .object({ id, name: z.string(), text: z.string(), updatedAt: time })
  .meta({ id: 'SavedReply' });

export type SavedReply = z.output<typeof SavedReply>;

/** All of them, by name, and what `{business}` stands for. */
export const SavedReplies = z.object({ items: z.array(SavedReply), business: z.string() }).meta({ id: 'SavedReplies' });

export type SavedReplies = z.output<typeof SavedReplies>;

/** Leaves room for the names within WhatsApp's 4,096. */
const TEXT_LIMIT = 4_000;

export const NewSavedReply = z.strictObject({ name: line(60), text: text(TEXT_LIMIT) }).meta({ id: 'NewSavedReply' });

export const SavedReplyChange = NewSavedReply.partial().meta({ id: 'SavedReplyChange' });

const tag = 'Saved replies';

export const SAVED_REPLY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/saved-replies',
    tag,
    summary: 'Words for reuse, by name',
    access: 'teammate',
    answer: { status: 200, schema: SavedReplies },
  },
  {
    method: 'post',
    path: '/api/saved-replies',
    tag,
    summary: 'Save words for reuse; 500 at most',
    access: 'teammate',
    body: NewSavedReply,
    answer: { status: 201, schema: SavedReply },
  },
  {
    method: 'patch',
    path: '/api/saved-replies/{id}',
    tag,
    summary: 'Change what is given',
    access: 'teammate',
    body: SavedReplyChange,
    answer: { status: 200, schema: SavedReply },
    refuses: ['not_found'],
  },
  {
    method: 'delete',
    path: '/api/saved-replies/{id}',
    tag,
    summary: 'Delete a saved reply',
    access: 'teammate',
    answer: { status: 204 },
    refuses: ['not_found'],
  },
];
