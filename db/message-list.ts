import { z } from 'zod';
import { mediaOfMessages, type Media } from './media';
import { maybeRow, rows } from './query';
import { KIND, TEXT } from './revoked';
import type { Queryable } from './pool';

/** Of a quoted message: enough to know it again. */
const QUOTED_CHARACTERS = 300;

const COLUMNS = `id, author, teammate_id as "teammateId", kind, ${TEXT} as text, opening, payload, purpose, wa_message_id as "waMessageId",
  reply_to as "replyTo", created_at as "createdAt", placed_at as "placedAt", edited_at as "editedAt",
  revoked_at as "revokedAt", state, error, client_id as "clientId", handoff_id as "handoffId",
  transcribed_at as "transcribedAt", arrived_at as "arrivedAt", arrived_by as "arrivedBy",
  (select id from message again where again.resend_of = message.id) as "resentAs",
  (select jsonb_build_object('id', id, 'author', author, 'teammateId', teammate_id, 'kind', ${KIND},
      'text', left(${TEXT}, ${QUOTED_CHARACTERS})) from message quoted
    where quoted.wa_message_id = message.reply_to and quoted.conversation_id = message.conversation_id) as quoted`;

const AUTHORS = z.enum(['customer', 'ai', 'teammate', 'business_phone']);

const Row = z.object({
  id: z.string(),
  author: AUTHORS,
  teammateId: z.string().nullable(),
  kind: z.string(),
  text: z.string().nullable(),
  opening: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  purpose: z.enum(['reply', 'reassurance', 'update', 'template']).nullable(),
  waMessageId: z.string().nullable(),
  replyTo: z.string().nullable(),
  createdAt: z.date(),
  placedAt: z.date(),
  editedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  state: z.enum(['received', 'pending', 'sending', 'sent', 'delivered', 'read', 'failed', 'suppressed', 'unconfirmed']),
  error: z.string().nullable(),
  clientId: z.string().nullable(),
  handoffId: z.string().nullable(),
  transcribedAt: z.date().nullable(),
  arrivedAt: z.date().nullable(),
  arrivedBy: z.string().nullable(),
  resentAs: z.string().nullable(),
  quoted: z
    .object({
      id: z.string(),
      author: AUTHORS,
      teammateId: z.string().nullable(),
      kind: z.string(),
      text: z.string().nullable(),
    })
    .nullable(),
});

/** A message with its files, as people are shown it. */
export type MessageView = z.output<typeof Row> & { media: Media[] };

export async function findMessageView(db: Queryable, id: string): Promise<MessageView | null> {
  const [message] = await withMedia(db, await rows(db, Row, `select ${COLUMNS} from message where id = $1`, [id]));
  return message ?? null;
}

/** These messages, in no order. */
export async function listMessagesById(db: Queryable, ids: readonly string[]): Promise<MessageView[]> {
  return withMedia(db, await rows(db, Row, `select ${COLUMNS} from message where id = any($1)`, [ids]));
}

const Place = z.object({ placedAt: z.string(), number: z.number() });

const ORDERS = {
  asc: { beyond: '>', sort: 'placed_at, number', start: { placedAt: '-infinity', number: 0 } },
  desc: { beyond: '<', sort: 'placed_at desc, number desc', start: { placedAt: 'infinity', number: 0 } },
} as const;

/** A page of the history in its order; null when `after` is no message of this conversation. */
export async function listMessageViews(
  db: Queryable,
  conversationId: string,
  { after, order, limit }: { after: string | null; order: keyof typeof ORDERS; limit: number },
): Promise<MessageView[] | null> {
  const { beyond, sort, start } = ORDERS[order];
  const place = after === null ? start : await placeOf(db, conversationId, after);
  if (place === null) return null;
  const found = await rows(
    db,
    Row,
    `select ${COLUMNS} from message
      where conversation_id = $1 and (placed_at, number) ${beyond} ($2::timestamptz, $3::bigint)
      order by ${sort} limit $4`,
    [conversationId, place.placedAt, place.number, limit],
  );
  return withMedia(db, found);
}

/** A page with one message in its middle, oldest first. */
export interface MessagesAround {
  views: MessageView[];
  /** Whether there are older ones than the first, and newer ones than the last. */
  older: boolean;
  newer: boolean;
}

/** Up to `limit` messages around one, so that it is seen in its conversation; null when it is none of this conversation. */
export async function listMessagesAround(
  db: Queryable,
  conversationId: string,
  { around, limit }: { around: string; limit: number },
): Promise<MessagesAround | null> {
  const before = Math.floor((limit - 1) / 2);
  const after = limit - 1 - before;
  const [middle, older, newer] = await Promise.all([
    findMessageView(db, around),
    listMessageViews(db, conversationId, { after: around, order: 'desc', limit: before + 1 }),
    listMessageViews(db, conversationId, { after: around, order: 'asc', limit: after + 1 }),
  ]);
  if (middle === null || older === null || newer === null) return null;
  return {
    views: [...older.slice(0, before).reverse(), middle, ...newer.slice(0, after)],
    older: older.length > before,
    newer: newer.length > after,
  };
}

/** As text: a Date would cut the microseconds. */
async function placeOf(db: Queryable, conversationId: string, id: string): Promise<z.output<typeof Place> | null> {
  return maybeRow(
    db,
    Place,
    'select placed_at::text as "placedAt", number from message where id = $1 and conversation_id = $2',
    [id, conversationId],
  );
}

async function withMedia(db: Queryable, messages: readonly z.output<typeof Row>[]): Promise<MessageView[]> {
  const ids = messages.map(({ id }) => id);
  const media = ids.length === 0 ? [] : await mediaOfMessages(db, ids);
  return messages.map((message) => ({ ...message, media: media.filter(({ messageId }) => messageId === message.id) }));
}
