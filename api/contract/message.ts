import { z } from 'zod';
import { CAPTION_LIMIT } from '../../domain/attachment';
import { clientId, id, line, text, time } from './fields';
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
    /** In bytes; null until it is stored. */
    size: z.int().nullable(),
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
    /** What the customer reads before `text`: the teammate's public first name, `*Ana:* `. Null where there is none. */
    opening: z.string().nullable(),
    /** A teammate's words say that an answer will follow. */
    promisesAnswer: z.boolean(),
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
    /** Whether `send-again` makes sense: it failed or nobody could confirm it, and it has not been sent again. */
    canSendAgain: z.boolean(),
    /** Whether `arrived` makes sense: nobody could confirm it, and nobody has accounted for it. Also of an answer of the AI. */
    mayHaveArrived: z.boolean(),
    /** The message that repeats this one. */
    resentAs: id.nullable(),
    /** Who said that an unconfirmed message arrived after all. */
    arrived: z.object({ at: time, teammateId: id }).nullable(),
    /** The message it quotes, as far as it is one of ours or the customer's here; `text` is its beginning, `kind` may be `revoked`. */
    quoted: z.object({ id, author: Author, kind: z.string(), text: z.string().nullable() }).nullable(),
    edited: z.boolean(),
    /** Taken back by the customer: its text and files are shown to nobody. */
    revoked: z.boolean(),
    /** The text is what a model heard in a voice note, not what somebody wrote. */
    transcribed: z.boolean(),
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

/** An approved template and what fills its variables, in their order. */
const TemplateChoice = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(20),
  parameters: z.array(line(1_024)).max(50).default([]),
});

/** Words, a file with or without them, or a template alone. */
export const Reply = z
  .strictObject({
    clientId,
    /** At most 1,024 characters when a file goes with it; audio goes without words. */
    text: text(TEXT_LIMIT).optional(),
    /** Of `POST .../attachments`; each file goes with one message. */
    attachmentId: id.optional(),
    /** Our id of the message to quote. */
    replyTo: id.optional(),
    template: TemplateChoice.optional(),
  })
  .superRefine(({ text: words, attachmentId, replyTo, template }, context) => {
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (template !== undefined) {
      if (words !== undefined || attachmentId !== undefined || replyTo !== undefined) refuse('template', 'goes alone');
    } else if (words === undefined && attachmentId === undefined) refuse('text', 'is missing');
    else if (attachmentId !== undefined && (words?.length ?? 0) > CAPTION_LIMIT)
      refuse('text', `must be at most ${CAPTION_LIMIT} characters with a file`);
  })
  .meta({ id: 'Reply' });

/** A click on a message that failed or that nobody could confirm. */
export const AccountFor = z.strictObject({ clientId }).meta({ id: 'AccountFor' });

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
    refuses: [
      'not_found',
      'handled_by_other',
      'customer_blocked',
      'service_window_closed',
      'client_id_reused',
      'template_unavailable',
      'not_configured',
    ],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/messages/{messageId}/send-again',
    tag,
    summary: 'Repeat a message that failed or that nobody could confirm, as one new message',
    access: 'teammate',
    body: AccountFor,
    answer: { status: 200, schema: Message },
    refuses: [
      'not_found',
      'handled_by_other',
      'customer_blocked',
      'service_window_closed',
      'stale',
      'client_id_reused',
    ],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/messages/{messageId}/arrived',
    tag,
    summary: 'Say that a message which nobody could confirm did arrive',
    access: 'teammate',
    body: AccountFor,
    answer: { status: 200, schema: Message },
    refuses: ['not_found', 'stale', 'client_id_reused'],
  },
  {
    method: 'get',
    path: '/api/conversations/{id}/media/{mediaId}',
    tag,
    summary: 'The bytes of a file of the conversation',
    access: 'teammate',
    answer: { status: 200, type: 'application/octet-stream' },
    refuses: ['not_found'],
  },
];
