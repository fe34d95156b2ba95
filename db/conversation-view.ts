import { z } from 'zod';
import { HANDOFF_REASONS } from '../domain/handoff-reason';
import { findConversation } from './conversations';
import type { Step } from './handoffs';
import { rows } from './query';
import { KIND, TEXT } from './revoked';
import type { Queryable } from './pool';

const ViewedStep = z.object({
  handoffId: z.string(),
  kind: z.enum(['assign', 'email', 'reassure']),
  state: z.enum(['pending', 'done', 'failed', 'skipped']),
  error: z.string().nullable(),
  attempts: z.number(),
  at: z.date().nullable(),
});

const Row = z.object({
  id: z.string(),
  handler: z.enum(['ai', 'teammate']),
  epoch: z.number(),
  heldSince: z.date().nullable(),
  waitingSince: z.date().nullable(),
  /** Microseconds since 1970 of the earlier of waiting and owed answer, which orders those who wait. */
  waitsFromUs: z.number().nullable(),
  owedAnswerAt: z.date().nullable(),
  owedById: z.string().nullable(),
  owedByName: z.string().nullable(),
  owedByEmail: z.string().nullable(),
  blockedAt: z.date().nullable(),
  blockedReason: z.string().nullable(),
  blockedById: z.string().nullable(),
  blockedByName: z.string().nullable(),
  blockedByEmail: z.string().nullable(),
  language: z.string().nullable(),
  lastMessageAt: z.date().nullable(),
  /** Microseconds since 1970: what Postgres orders by, which a Date would cut. */
  lastMessageAtUs: z.number().nullable(),
  lastCustomerMessageAt: z.date().nullable(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  customerPhone: z.string().nullable(),
  customerUsername: z.string().nullable(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  assigneeEmail: z.string().nullable(),
  holderId: z.string().nullable(),
  holderName: z.string().nullable(),
  holderEmail: z.string().nullable(),
  handoffId: z.string().nullable(),
  handoffReason: z.enum(HANDOFF_REASONS).nullable(),
  evidence: z.string().nullable(),
  summary: z.string().nullable(),
  openedAt: z.date().nullable(),
  firstReplyAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  outcome: z.string().nullable(),
  handoffAssigneeId: z.string().nullable(),
  handoffAssigneeName: z.string().nullable(),
  handoffAssigneeEmail: z.string().nullable(),
  lastMessageId: z.string().nullable(),
  lastAuthor: z.enum(['customer', 'ai', 'teammate', 'business_phone']).nullable(),
  lastKind: z.string().nullable(),
  lastText: z.string().nullable(),
  lastState: z.string().nullable(),
  lastTeammateId: z.string().nullable(),
  lastAt: z.date().nullable(),
  /** Customer messages that the teammate who asks has not seen, counted up to 99. */
  unread: z.number(),
});

type ViewedStep = Pick<Step, 'kind' | 'state' | 'error' | 'attempts' | 'at'>;

/** A conversation with everything a list or a page shows of it; `steps` are those of the handoff's present assignee. */
export type ConversationView = z.output<typeof Row> & { steps: ViewedStep[] };

/** Customer messages in conversation `c` beyond what teammate $1 has seen. Not those that only change another. */
export const UNREAD = `(select count(*) from (select from message
    where conversation_id = c.id and author = 'customer' and kind not in ('edit', 'revoke', 'reaction', 'system')
      and number > coalesce((select number from conversation_seen where conversation_id = c.id and teammate_id = $1), 0)
    limit 99) unseen)`;

// As teammate $1 sees it: the open handoff, else the latest; the newest message that people see in WhatsApp.
const SELECT = `
  select c.id, c.handler, c.epoch, c.held_since as "heldSince", c.waiting_since as "waitingSince", c.language,
    (extract(epoch from least(c.waiting_since, c.owed_answer_at)) * 1000000)::bigint as "waitsFromUs",
    c.owed_answer_at as "owedAnswerAt", ob.id as "owedById", ob.name as "owedByName", ob.email as "owedByEmail",
    c.blocked_at as "blockedAt", c.blocked_reason as "blockedReason",
    bb.id as "blockedById", bb.name as "blockedByName", bb.email as "blockedByEmail",
    c.last_message_at as "lastMessageAt",
    (extract(epoch from c.last_message_at) * 1000000)::bigint as "lastMessageAtUs",
    c.last_customer_message_at as "lastCustomerMessageAt",
    u.id as "customerId", u.name as "customerName", u.phone as "customerPhone", u.username as "customerUsername",
    a.id as "assigneeId", a.name as "assigneeName", a.email as "assigneeEmail",
    ho.id as "holderId", ho.name as "holderName", ho.email as "holderEmail",
    h.id as "handoffId", h.reason as "handoffReason", h.evidence, h.summary, h.opened_at as "openedAt",
    h.first_reply_at as "firstReplyAt", h.resolved_at as "resolvedAt", h.outcome,
    ha.id as "handoffAssigneeId", ha.name as "handoffAssigneeName", ha.email as "handoffAssigneeEmail",
    m.id as "lastMessageId", m.author as "lastAuthor", m.kind as "lastKind", left(m.text, 200) as "lastText",
    m.state as "lastState", m.teammate_id as "lastTeammateId", m.created_at as "lastAt", ${UNREAD} as unread
  from conversation c
  join customer u on u.id = c.customer_id
  left join teammate a on a.id = c.assignee_id
  left join teammate ho on ho.id = c.holder_id
  left join teammate ob on ob.id = c.owed_by
  left join teammate bb on bb.id = c.blocked_by
  left join lateral (select * from handoff where conversation_id = c.id
    order by resolved_at is null desc, opened_at desc limit 1) h on true
  left join teammate ha on ha.id = h.assignee_id
  left join lateral (select id, author, ${KIND} as kind, ${TEXT} as text, state, teammate_id, created_at from message
      where conversation_id = c.id and state <> 'suppressed' and kind not in ('edit', 'revoke', 'reaction', 'system')
    order by placed_at desc, number desc limit 1) m on true`;

/**
 * Conversations as teammate $1 sees them. `rest` follows the joins: it may name `c`, and values from $2 on. Two queries,
 * however many conversations.
 */
export async function selectConversationViews(
  db: Queryable,
  teammateId: string,
  rest: string,
  values: readonly unknown[],
): Promise<ConversationView[]> {
  return withSteps(db, await rows(db, Row, `${SELECT} ${rest}`, [teammateId, ...values]));
}

/** One conversation; the id of a merged one leads to its survivor. */
export async function findConversationView(
  db: Queryable,
  id: string,
  teammateId: string,
): Promise<ConversationView | null> {
  const [view] = await selectConversationViews(db, teammateId, 'where c.id = $2 and c.merged_into is null', [id]);
  if (view !== undefined) return view;
  const survivor = await findConversation(db, id);
  return survivor === null || survivor.id === id ? null : findConversationView(db, survivor.id, teammateId);
}

/** These conversations, in no order; merged ones are left out. */
export async function findConversationViews(
  db: Queryable,
  ids: readonly string[],
  teammateId: string,
): Promise<ConversationView[]> {
  return selectConversationViews(db, teammateId, 'where c.id = any($2) and c.merged_into is null', [ids]);
}

async function withSteps(db: Queryable, views: readonly z.output<typeof Row>[]): Promise<ConversationView[]> {
  const handoffIds = views.flatMap(({ handoffId }) => (handoffId === null ? [] : [handoffId]));
  if (handoffIds.length === 0) return views.map((view) => ({ ...view, steps: [] }));
  const steps = await rows(
    db,
    ViewedStep,
    `select s.handoff_id as "handoffId", s.kind, s.state, s.error, s.attempts, s.at
      from handoff_step s join handoff h on h.id = s.handoff_id
      where s.handoff_id = any($1) and (s.teammate_id is null or s.teammate_id = h.assignee_id)`,
    [handoffIds],
  );
  return views.map((view) => ({ ...view, steps: steps.filter(({ handoffId }) => handoffId === view.handoffId) }));
}
