import { z } from 'zod';
import { suppressReplies } from './messages';
import { maybeRow, row, run } from './query';
import type { Queryable, Transaction } from './pool';

const COLUMNS = `id, customer_id as "customerId", phone_number_id as "phoneNumberId", handler, epoch,
  handoff_id as "handoffId", assignee_id as "assigneeId", holder_id as "holderId", language,
  last_number as "lastNumber", newest_placed_at as "newestPlacedAt", last_customer_message_at as "lastCustomerMessageAt",
  waiting_since as "waitingSince", owed_answer_at as "owedAnswerAt", owed_by as "owedBy",
  blocked_at as "blockedAt", known_person_at as "knownPersonAt", work, merged_into as "mergedInto"`;

/** Set by every commit that leaves something to do: the sweeper rings if nobody else does. */
const LEAVES_WORK = 'work = work + 1, work_at = now(), rung_at = null, rings = 0';

const Conversation = z.object({
  id: z.string(),
  customerId: z.string(),
  phoneNumberId: z.string(),
  handler: z.enum(['ai', 'teammate']),
  epoch: z.number(),
  handoffId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  holderId: z.string().nullable(),
  language: z.string().nullable(),
  lastNumber: z.number(),
  newestPlacedAt: z.date().nullable(),
  lastCustomerMessageAt: z.date().nullable(),
  waitingSince: z.date().nullable(),
  /** When somebody (`owedBy`) promised an answer that has not been given. */
  owedAnswerAt: z.date().nullable(),
  owedBy: z.string().nullable(),
  /** Since when whatever the customer writes is closed unread. Nobody handles such a conversation. */
  blockedAt: z.date().nullable(),
  /** When a teammate said that a person writes here: nothing is closed as a machine's from then on. */
  knownPersonAt: z.date().nullable(),
  work: z.number(),
  mergedInto: z.string().nullable(),
});

/** A conversation as its row says; lock it before deciding anything on it. */
export type Conversation = z.output<typeof Conversation>;

/** Where a merged conversation's id leads. */
export async function findConversation(db: Queryable, id: string): Promise<Conversation | null> {
  const found = await maybeRow(db, Conversation, `select ${COLUMNS} from conversation where id = $1`, [id]);
  return found?.mergedInto ? findConversation(db, found.mergedInto) : found;
}

/** Locks the conversation (the survivor, if it was merged) for a change; null when there is none. */
export async function lockConversation(tx: Transaction, id: string): Promise<Conversation | null> {
  const found = await maybeRow(tx, Conversation, `select ${COLUMNS} from conversation where id = $1 for update`, [id]);
  return found?.mergedInto ? lockConversation(tx, found.mergedInto) : found;
}

/** Locks it against changes of handler only: claims of different rows do not wait for each other. */
export async function shareConversation(tx: Transaction, id: string): Promise<Conversation | null> {
  const found = await maybeRow(tx, Conversation, `select ${COLUMNS} from conversation where id = $1 for share`, [id]);
  return found?.mergedInto ? shareConversation(tx, found.mergedInto) : found;
}

/** The customer's conversation on one of our numbers, made when there is none yet. */
export async function conversationFor(tx: Transaction, customerId: string, phoneNumberId: string): Promise<string> {
  const { id } = await row(
    tx,
    z.object({ id: z.string() }),
    `with found as (select id from conversation where customer_id = $1 and phone_number_id = $2 and merged_into is null),
        made as (insert into conversation (customer_id, phone_number_id)
          select $1, $2 where not exists (select from found) returning id)
      select id from found union all select id from made`,
    [customerId, phoneNumberId],
  );
  return id;
}

/** Who answers from now on. */
export type NewHandler =
  | { handler: 'ai' }
  | { handler: 'teammate'; handoffId: string; assigneeId: string; holderId: string | null; waitingSince: Date | null };

/**
 * Changes who answers: the epoch rises, and every AI message that has not begun to be sent is suppressed in the same
 * transaction, so that no draft of the old epoch can speak. Leaves work, so the sweeper rings if nobody else does.
 */
export async function changeHandler(
  tx: Transaction,
  conversation: Conversation,
  to: NewHandler,
): Promise<Conversation> {
  const teammate = to.handler === 'teammate' ? to : null;
  const suppressed = suppressReplies(tx, conversation.id);
  const changed = row(
    tx,
    Conversation,
    `update conversation set handler = $2, epoch = epoch + 1, handoff_id = $3, assignee_id = $4, holder_id = $5,
        held_since = case when $5::uuid is null then null when holder_id = $5 then held_since else now() end,
        waiting_since = $6, owed_answer_at = case when $2 = 'ai' then null else owed_answer_at end,
        owed_by = case when $2 = 'ai' then null else owed_by end, ${LEAVES_WORK}
      where id = $1 returning ${COLUMNS}`,
    [
      conversation.id,
      to.handler,
      teammate?.handoffId ?? null,
      teammate?.assigneeId ?? null,
      teammate?.holderId ?? null,
      teammate?.waitingSince ?? null,
    ],
  );
  return (await Promise.all([changed, suppressed]))[0];
}

/** What a stored message changes about its conversation. */
export interface Arrival {
  lastNumber: number;
  placedAt: Date;
  /** Set when a customer wrote: their time opens WhatsApp's service window. */
  customerAt: Date | null;
  /** Set when the customer now waits for a person. */
  waitingSince: Date | null;
  /** What these messages seem to be written in; kept only while nothing better is known. */
  language?: string | null;
}

/** Notes new messages on the locked conversation and leaves work for the ring or the sweeper. */
export async function noteArrival(tx: Transaction, id: string, arrival: Arrival): Promise<Conversation> {
  return row(
    tx,
    Conversation,
    `update conversation set last_number = $2, newest_placed_at = greatest(newest_placed_at, $3), last_message_at = now(),
        last_customer_message_at = greatest(last_customer_message_at, $4), waiting_since = $5, language = coalesce(language, $6), ${LEAVES_WORK}
      where id = $1 returning ${COLUMNS}`,
    [id, arrival.lastNumber, arrival.placedAt, arrival.customerAt, arrival.waitingSince, arrival.language ?? null],
  );
}

/** A person writes here, whatever it looked like, and their messages are open again: leaves work. */
export async function knowPerson(tx: Transaction, id: string): Promise<Conversation> {
  return row(
    tx,
    Conversation,
    `update conversation set known_person_at = now(),
        waiting_since = case when handler = 'teammate' then coalesce(waiting_since, now()) end, ${LEAVES_WORK}
      where id = $1 returning ${COLUMNS}`,
    [id],
  );
}

/** Leaves work on the conversation without any other change. */
export async function leaveWork(tx: Transaction, id: string): Promise<void> {
  await run(tx, `update conversation set ${LEAVES_WORK} where id = $1`, [id]);
}
