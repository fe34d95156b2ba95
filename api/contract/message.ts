import { z } from 'zod';
import { clientId, id, text, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

export const Author = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('customer') }),
    z.object({ kind: z.literal('ai') }),
    z.object({ kind: z.literal('teammate'), teammateId: id }),
    z.object({ kind: z.literal('business_phone') }),
  ])
  .meta({ id: 'Author' });

export const Media = z
  .object({
    id,
    mimeType: z.string(),
    filename: z.string().nullable(),
    voice: z.boolean(),
    /** `stored` once it was copied from WhatsApp; only then it can be downloaded. */
    state: z.enum(['pending', 'stored', 'failed']),
    error: z.string().nullable(),
  })
  .meta({ id: 'Media' });

export const Message = z
  .object({
    id,
    author: Author,
    /** text, image, audio, video, document, sticker, location, contacts, buttons, list, reaction, edit, revoke, ... */
    kind: z.string(),
    text: z.string().nullable(),
    /** Null for customers. */
    purpose: z.enum(['reply', 'reassurance', 'update', 'template']).nullable(),
    waMessageId: z.string().nullable(),
    /** `waMessageId` of the message it quotes, or of the one a reaction, an edit or a revoke is about. */
    replyTo: z.string().nullable(),
    createdAt: time,
    /** WhatsApp's second, by which messages are ordered. */
    placedAt: time,
    state: z.enum([
      'received',
      'pending',
      'sending',
      'sent',
      'delivered',
      'read',
      'failed',
      'suppressed',
      'unconfirmed',
    ]),
    error: z.string().nullable(),
    /** What a person should do about a message that failed, in one plain sentence. */
    advice: z.string().nullable(),
    edited: z.boolean(),
    revoked: z.boolean(),
    /** What we offered to press. */
    buttons: z.array(z.object({ id: z.string(), title: z.string() })),
    media: z.array(Media),
    clientId: z.string().nullable(),
    handoffId: id.nullable(),
  })
  .meta({ id: 'Message' });

export type Message = z.output<typeof Message>;

export const MessageQuery = PageQuery.extend({
  /** `asc`: from the beginning; `desc`: from the end, for a reader who scrolls up. */
  order: z.enum(['asc', 'desc']).default('asc'),
  /** A page with this message in its middle, oldest first. Goes without a cursor. */
  around: id.optional(),
}).refine(({ cursor, around }) => cursor === undefined || around === undefined, {
  path: ['around'],
  message: 'goes without a cursor',
});

/** `previousCursor` comes with `around`: send it with `order=desc` to read on towards the beginning. */
export const MessagePage = pageOf('MessagePage', Message)
  .extend({ previousCursor: z.string().nullable().optional() })
  .meta({ id: 'MessagePage' });

export type MessagePage = z.output<typeof MessagePage>;

/** WhatsApp's limit of a text message. */
const TEXT_LIMIT = 4_096;

export const Reply = z.strictObject({ clientId, text: text(TEXT_LIMIT) }).meta({ id: 'Reply' });

const tag = 'Messages';

export const MESSAGE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/conversations/{id}/messages',
    tag,
    summary: 'The full history, oldest first',
    access: 'teammate',
    query: MessageQuery,
    answer: { status: 200, schema: MessagePage },
    refuses: ['not_found', 'invalid_cursor'],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/messages',
    tag,
    summary: 'Reply to the customer; replying takes the conversation over',
    access: 'teammate',
    body: Reply,
    answer: { status: 200, schema: Message },
    refuses: ['not_found', 'handled_by_other', 'service_window_closed', 'client_id_reused'],
  },
  {
    method: 'get',
    path: '/api/conversations/{id}/media/{mediaId}',
    tag,
    summary: 'The bytes of a file the customer sent',
    access: 'teammate',
    answer: { status: 200, type: 'application/octet-stream' },
    refuses: ['not_found'],
  },
];
