import { z } from 'zod';
import type { AttachmentKind } from '../domain/attachment';
import type { InboundMessage } from '../domain/inbound';
import { Id, maybeRow, row, rows, run } from './query';
import { TEXT } from './revoked';
import type { Queryable, Transaction } from './pool';

const MESSAGE_STATES = [
  'received',
  'pending',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'suppressed',
  'unconfirmed',
] as const;

const COLUMNS = `id, conversation_id as "conversationId", number, placed_at as "placedAt", author,
  teammate_id as "teammateId", kind, ${TEXT} as text, payload, purpose, wa_message_id as "waMessageId", reply_to as "replyTo",
  created_at as "createdAt", edited_at as "editedAt", revoked_at as "revokedAt", state, error, turn_id as "turnId",
  handoff_id as "handoffId", epoch, attempts, settled_by as "settledBy", client_id as "clientId"`;

const Message = z.object({
  id: z.string(),
  conversationId: z.string(),
  number: z.number(),
  placedAt: z.date(),
  author: z.enum(['customer', 'ai', 'teammate', 'business_phone']),
  teammateId: z.string().nullable(),
  kind: z.string(),
  text: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  purpose: z.enum(['reply', 'reassurance', 'update', 'template']).nullable(),
  waMessageId: z.string().nullable(),
  replyTo: z.string().nullable(),
  createdAt: z.date(),
  editedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  state: z.enum(MESSAGE_STATES),
  error: z.string().nullable(),
  turnId: z.string().nullable(),
  handoffId: z.string().nullable(),
  epoch: z.number().nullable(),
  attempts: z.number(),
  settledBy: z.enum(['turn', 'person', 'closing']).nullable(),
  clientId: z.string().nullable(),
});

export type Message = z.output<typeof Message>;

/** Stores a customer message once; returns null when this `waMessageId` is already known (webhook redelivery). */
export async function insertCustomerMessage(
  tx: Transaction,
  conversationId: string,
  number: number,
  message: InboundMessage,
): Promise<string | null> {
  const { buttonId } = message;
  const stored = await maybeRow(
    tx,
    Id,
    `insert into message (conversation_id, number, placed_at, author, kind, text, payload, wa_message_id, reply_to,
        needs_answer, state)
      values ($1, $2, $3, 'customer', $4, $5, $6, $7, $8, $9, 'received')
      on conflict (wa_message_id) do nothing returning id`,
    [
      conversationId,
      number,
      message.sentAt,
      message.kind,
      message.text,
      JSON.stringify(buttonId === null ? message.payload : { ...message.payload, buttonId }),
      message.waMessageId,
      message.replyTo,
      message.needsAnswer,
    ],
  );
  return stored?.id ?? null;
}

/** An outbound message to be stored as `pending`. */
export interface Draft {
  author: 'ai' | 'teammate';
  teammateId: string | null;
  purpose: 'reply' | 'reassurance' | 'update' | 'template';
  kind: 'text' | 'buttons' | 'list' | 'template' | AttachmentKind;
  /** What the customer reads; null for a file without a caption. */
  text: string | null;
  /** Buttons or list rows, or which template with what in it. */
  payload: Record<string, unknown>;
  clientId: string | null;
  epoch: number | null;
  turnId: string | null;
  handoffId: string | null;
  /** `waMessageId` of the message it quotes. */
  replyTo?: string | null;
  /** The message it repeats. */
  resendOf?: string | null;
}

/** Stores one outbound message at the end of the conversation's line. It takes the second of the newest message before it. */
export async function insertDraft(
  tx: Transaction,
  conversationId: string,
  place: { number: number; placedAt: Date },
  draft: Draft,
): Promise<Message> {
  return row(
    tx,
    Message,
    `insert into message (conversation_id, number, placed_at, author, teammate_id, kind, text, payload, purpose, client_id,
        epoch, turn_id, handoff_id, reply_to, resend_of, state)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'pending') returning ${COLUMNS}`,
    [
      conversationId,
      place.number,
      place.placedAt,
      draft.author,
      draft.teammateId,
      draft.kind,
      draft.text,
      JSON.stringify(draft.payload),
      draft.purpose,
      draft.clientId,
      draft.epoch,
      draft.turnId,
      draft.handoffId,
      draft.replyTo ?? null,
      draft.resendOf ?? null,
    ],
  );
}

export async function findMessage(db: Queryable, id: string): Promise<Message | null> {
  return maybeRow(db, Message, `select ${COLUMNS} from message where id = $1`, [id]);
}

/** The customer messages that still need an answer, in order. */
export async function unsettledMessages(db: Queryable, conversationId: string): Promise<Message[]> {
  return rows(
    db,
    Message,
    `select ${COLUMNS} from message where conversation_id = $1 and needs_answer and settled_at is null
      order by placed_at, number`,
    [conversationId],
  );
}

/** The newest messages people have seen, oldest first. */
export async function recentMessages(db: Queryable, conversationId: string, limit: number): Promise<Message[]> {
  const newest = await rows(
    db,
    Message,
    `select ${COLUMNS} from message where conversation_id = $1 and state <> 'suppressed' and kind not in ('edit', 'revoke', 'reaction', 'system')
      order by placed_at desc, number desc limit $2`,
    [conversationId, limit],
  );
  return newest.reverse();
}

export type Settlement = { by: 'turn'; turnId: string } | { by: 'person' } | { by: 'closing'; turnId: string };

/** Settles exactly these messages, each once; returns how many were still unsettled. */
export async function settleMessages(tx: Transaction, ids: readonly string[], settlement: Settlement): Promise<number> {
  return run(
    tx,
    `update message set settled_by = $2, settled_at = now(), turn_id = $3
      where id = any($1) and settled_at is null and needs_answer`,
    [ids, settlement.by, settlement.by === 'person' ? null : settlement.turnId],
  );
}

/**
 * Suppresses the AI's replies that have not begun to be sent, and un-settles the customer messages they were to answer:
 * nobody has answered those. What a customer took back meanwhile needs no answer.
 */
export async function suppressReplies(tx: Transaction, conversationId: string): Promise<void> {
  await run(
    tx,
    `with suppressed as (
        update message set state = 'suppressed', error = 'handler_changed'
          where conversation_id = $1 and state = 'pending' and author = 'ai' and purpose = 'reply' returning turn_id)
      update message set settled_by = null, settled_at = null, turn_id = null
        where conversation_id = $1 and author = 'customer' and revoked_at is null
          and turn_id in (select turn_id from suppressed)`,
    [conversationId],
  );
}
