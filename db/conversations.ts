import { z } from 'zod';
import type { Identities } from '../domain/inbound';
import { presentIds } from './customers';
import { suppressReplies } from './messages';
import { maybeRow, row, rows, run } from './query';
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

/** Locks every conversation that these ids lead to, on whichever of our numbers, in the order of their ids. */
export async function lockConversationsOf(tx: Transaction, identities: readonly Identities[]): Promise<Conversation[]> {
  const ids = identities.flatMap(presentIds);
  return rows(
    tx,
    Conversation,
    `select ${COLUMNS} from conversation where merged_into is null and customer_id in
        (select customer_id from customer_identity where (kind, value) in (select * from unnest($1::text[], $2::text[])))
      order by id for update`,
    [ids.map(({ kind }) => kind), ids.map(({ value }) => value)],
  );
}

/** A customer's first conversation on one of our numbers. */
export async function insertConversation(
  tx: Transaction,
  customerId: string,
  phoneNumberId: string,
): Promise<Conversation> {
  return row(
    tx,
    Conversation,
    `insert into conversation (customer_id, phone_number_id) values ($1, $2) returning ${COLUMNS}`,
    [customerId, phoneNumberId],
  );
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

/** What a customer's message changes about its conversation. */
export interface CustomerArrival {
  number: number;
  /** Their time opens WhatsApp's service window. */
  sentAt: Date;
  needsAnswer: boolean;
  /** What it seems to be written in; kept only while nothing better is known. */
  language: string | null;
}

/**
 * Notes a customer's message on the locked conversation and leaves work for the ring or the sweeper. Null, and nothing noted,
 * when no message has this number: it was known, and is not stored again.
 */
export async function noteCustomerMessage(
  tx: Transaction,
  id: string,
  { number, sentAt, needsAnswer, language }: CustomerArrival,
): Promise<Conversation | null> {
  return maybeRow(
    tx,
    Conversation,
    `update conversation set last_number = $2, newest_placed_at = greatest(newest_placed_at, $3), last_message_at = now(),
        last_customer_message_at = greatest(last_customer_message_at, $3),
        waiting_since = case when handler = 'teammate' and $4 then coalesce(waiting_since, now()) else waiting_since end,
        language = coalesce(language, $5), ${LEAVES_WORK}
      where id = $1 and exists (select 1 from message where conversation_id = $1 and number = $2) returning ${COLUMNS}`,
    [id, number, sentAt, needsAnswer, language],
  );
}

/** What an outbound message changes about its conversation. */
export interface Arrival {
  lastNumber: number;
  placedAt: Date;
  /** Set when the customer now waits for a person. */
  waitingSince: Date | null;
}

/** Notes new messages on the locked conversation and leaves work for the ring or the sweeper. */
export async function noteArrival(tx: Transaction, id: string, arrival: Arrival): Promise<Conversation> {
  return row(
    tx,
    Conversation,
    `update conversation set last_number = $2, newest_placed_at = greatest(newest_placed_at, $3), last_message_at = now(),
        waiting_since = $4, ${LEAVES_WORK}
      where id = $1 returning ${COLUMNS}`,
    [id, arrival.lastNumber, arrival.placedAt, arrival.waitingSince],
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
