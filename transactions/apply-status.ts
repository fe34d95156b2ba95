import { z } from 'zod';
import { lockConversation, leaveWork } from '../db/conversations';
import { recordEvent } from '../db/events';
import { settleStep } from '../db/handoffs';
import type { Queryable, Transaction } from '../db/pool';
import { Id, maybeRow, run } from '../db/query';
import type { DeliveryState, DeliveryStatus } from '../domain/inbound';
import type { Wake } from '../domain/wake';
import { deliveryFailed } from './delivery-failed';
import { stopWaiting } from './stop-waiting';

const Target = z.object({
  id: z.string(),
  conversationId: z.string(),
  author: z.string(),
  state: z.string(),
  purpose: z.string().nullable(),
  handoffId: z.string().nullable(),
});

/** What of a status moves a message. */
type Evidence = Pick<DeliveryStatus, 'waMessageId' | 'status' | 'at' | 'key' | 'errorCode'>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const IS_TARGET = `(id = $1 or wa_message_id = $2) and author <> 'customer'`;

/** How far each state is; a status only ever moves a message forward. `failed` counts only before `delivered`. */
const RANK = { pending: 0, sending: 0, unconfirmed: 0, sent: 1, failed: 1, delivered: 2, read: 3 } as const;

/** States of which it is certain that WhatsApp has the message, and that carry no error. */
const KNOWN_TO_ARRIVE = ['sent', 'delivered'] as const;

/**
 * Applies a delivery status. It is also the evidence that settles a send without an answer: it carries our key, so the
 * message learns its WhatsApp id here when the answer was lost. Returns what to ring, if anything.
 */
export async function applyStatus(tx: Transaction, status: Evidence): Promise<Wake | null> {
  if (await movesOn(tx, status)) return null;
  const target = await lockTarget(tx, status);
  if (target === null) {
    await keepForLater(tx, status);
    return null;
  }
  if (!isForward(target.state, status.status)) return null;
  if (status.status === 'failed') return failMessage(tx, target, status);
  await run(
    tx,
    `update message set state = $2, wa_message_id = coalesce(wa_message_id, $3), attempt_over = true, error = null
      where id = $1`,
    [target.id, status.status, status.waMessageId],
  );
  if (!isUndecided(target.state)) return null;
  if (target.author === 'teammate') {
    await stopWaiting(tx, target.id);
    await suppressRepetition(tx, target.id);
  }
  if (target.purpose === 'reassurance' && target.handoffId !== null)
    await settleStep(
      tx,
      { handoffId: target.handoffId, kind: 'reassure', teammateId: null },
      { state: 'done', error: null },
    );
  await leaveWork(tx, target.conversationId);
  return null;
}

/**
 * What nearly every status does, in one statement: it moves a message on that WhatsApp is known to have, or, as `sent`, says
 * what is known. Nothing else depends on that, so it may stand alone. False when it is any other case.
 */
export async function movesOn(db: Queryable, { key, waMessageId, status }: Evidence): Promise<boolean> {
  if (status === 'failed') return false;
  if (status === 'sent') return isDecided(db, uuidOf(key), waMessageId);
  const moved = await run(db, `update message set state = $3 where ${IS_TARGET} and state = any($4)`, [
    uuidOf(key),
    waMessageId,
    status,
    KNOWN_TO_ARRIVE.filter((state) => RANK[state] < RANK[status]),
  ]);
  return moved > 0;
}

/** Whether it is known what became of the message, or that nothing will. */
async function isDecided(db: Queryable, key: string | null, waMessageId: string): Promise<boolean> {
  const decided = await maybeRow(
    db,
    Id,
    `select id from message where ${IS_TARGET} and state not in ('pending', 'sending', 'unconfirmed') limit 1`,
    [key, waMessageId],
  );
  return decided !== null;
}

/**
 * Finds and locks the message a status is about: by our key, else by WhatsApp's id. Where the conversation may change too,
 * its lock comes first, as everywhere.
 */
async function lockTarget(tx: Transaction, status: Evidence): Promise<z.output<typeof Target> | null> {
  const found = await findTarget(tx, status, '');
  if (found === null) return null;
  if (status.status === 'failed' || isUndecided(found.state)) await lockConversation(tx, found.conversationId);
  return findTarget(tx, status, 'for update');
}

function findTarget(tx: Transaction, { key, waMessageId }: Evidence, lock: '' | 'for update') {
  return maybeRow(
    tx,
    Target,
    `select id, conversation_id as "conversationId", author, state, purpose, handoff_id as "handoffId" from message
      where ${IS_TARGET} limit 1 ${lock}`,
    [uuidOf(key), waMessageId],
  );
}

function uuidOf(key: string | null): string | null {
  return key !== null && UUID.test(key) ? key : null;
}

function isUndecided(state: string): boolean {
  return state === 'pending' || state === 'sending' || state === 'unconfirmed';
}

async function keepForLater(tx: Transaction, status: Evidence): Promise<void> {
  await run(
    tx,
    `insert into early_status (wa_message_id, status, error_code, at) values ($1, $2, $3, $4) on conflict do nothing`,
    [status.waMessageId, status.status, status.errorCode, status.at],
  );
}

function isForward(state: string, status: DeliveryState): boolean {
  if (!(state in RANK)) return false;
  const from = RANK[state as keyof typeof RANK];
  if (status === 'failed') return state !== 'failed' && from < RANK.delivered;
  return RANK[status] > from;
}

/** It arrived after all: what a teammate sends again in its place is not needed, if it has not begun to be sent. */
async function suppressRepetition(tx: Transaction, id: string): Promise<void> {
  await run(
    tx,
    `update message set state = 'suppressed', error = 'first_arrived' where resend_of = $1 and state = 'pending'`,
    [id],
  );
}

async function failMessage(tx: Transaction, target: z.output<typeof Target>, status: Evidence): Promise<Wake | null> {
  const conversation = await lockConversation(tx, target.conversationId);
  const error = status.errorCode === null ? 'failed' : `whatsapp_${status.errorCode}`;
  await run(
    tx,
    `update message set state = 'failed', wa_message_id = coalesce(wa_message_id, $3), attempt_over = true, error = $2
      where id = $1`,
    [target.id, error, status.waMessageId],
  );
  await recordEvent(tx, target.conversationId, { kind: 'message_failed', messageId: target.id, error });
  return conversation === null ? null : deliveryFailed(tx, conversation, target.id);
}
