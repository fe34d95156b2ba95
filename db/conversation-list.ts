import { z } from 'zod';
import { HANDOFF_REASONS } from '../domain/handoff-reason';
import { findConversation } from './conversations';
import type { Step } from './handoffs';
import { rows } from './query';
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
});

type ViewedStep = Pick<Step, 'kind' | 'state' | 'error' | 'attempts' | 'at'>;

/** A conversation with everything a list or a page shows of it; `steps` are those of the handoff's present assignee. */
export type ConversationView = z.output<typeof Row> & { steps: ViewedStep[] };

// The open handoff, else the latest; the newest message that people see in the chat.
const SELECT = `
  select c.id, c.handler, c.epoch, c.held_since as "heldSince", c.waiting_since as "waitingSince", c.language,
    c.last_message_at as "lastMessageAt",
    (extract(epoch from c.last_message_at) * 1000000)::bigint as "lastMessageAtUs",
    c.last_customer_message_at as "lastCustomerMessageAt",
    u.id as "customerId", u.name as "customerName", u.phone as "customerPhone", u.username as "customerUsername",
    a.id as "assigneeId", a.name as "assigneeName", a.email as "assigneeEmail",
    h.id as "handoffId", h.reason as "handoffReason", h.evidence, h.summary, h.opened_at as "openedAt",
    h.first_reply_at as "firstReplyAt", h.resolved_at as "resolvedAt", h.outcome,
    ha.id as "handoffAssigneeId", ha.name as "handoffAssigneeName", ha.email as "handoffAssigneeEmail",
    m.id as "lastMessageId", m.author as "lastAuthor", m.kind as "lastKind", left(m.text, 200) as "lastText",
    m.state as "lastState"
  from conversation c
  join customer u on u.id = c.customer_id
  left join teammate a on a.id = c.assignee_id
  left join lateral (select * from handoff where conversation_id = c.id
    order by resolved_at is null desc, opened_at desc limit 1) h on true
  left join teammate ha on ha.id = h.assignee_id
  left join lateral (select id, author, kind, text, state from message where conversation_id = c.id
      and state <> 'suppressed' and kind not in ('edit', 'revoke', 'reaction', 'system')
    order by placed_at desc, number desc limit 1) m on true`;

/** One conversation; the id of a merged one leads to its survivor. */
export async function findConversationView(db: Queryable, id: string): Promise<ConversationView | null> {
  const [view] = await withSteps(db, await rows(db, Row, `${SELECT} where c.id = $1 and c.merged_into is null`, [id]));
  if (view !== undefined) return view;
  const survivor = await findConversation(db, id);
  return survivor === null || survivor.id === id ? null : findConversationView(db, survivor.id);
}

export type ConversationFilter = 'mine' | 'waiting' | 'ai' | 'all';

const CONDITIONS: Record<ConversationFilter, string> = {
  mine: 'and c.assignee_id = $4',
  waiting: 'and c.waiting_since is not null',
  ai: `and c.handler = 'ai'`,
  all: '',
};

/** Newest activity first; `after` is the last one already read. Two queries, however many conversations. */
export async function listConversationViews(
  db: Queryable,
  options: {
    filter: ConversationFilter;
    teammateId: string;
    after: { lastMessageAtUs: number; id: string } | null;
    limit: number;
  },
): Promise<ConversationView[]> {
  const { filter, teammateId, after, limit } = options;
  const found = await rows(
    db,
    Row,
    // Without a place the list begins above everything, so that the index serves every page alike.
    `${SELECT} where c.merged_into is null ${CONDITIONS[filter]}
        and (c.last_message_at, c.id) < (coalesce(timestamptz 'epoch' + $1::bigint * interval '1 microsecond', 'infinity'),
          coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by c.last_message_at desc, c.id desc limit $3`,
    [after?.lastMessageAtUs ?? null, after?.id ?? null, limit, ...(filter === 'mine' ? [teammateId] : [])],
  );
  return withSteps(db, found);
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
