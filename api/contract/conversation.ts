import { z } from 'zod';
import { HANDOFF_REASONS } from '../../domain/handoff-reason';
import { id, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';
import { TeammateRef } from './teammate';

/** One of the three things a handoff does; `error` says why it failed or was skipped. */
export const Step = z
  .object({
    state: z.enum(['pending', 'done', 'failed', 'skipped']),
    at: time.nullable(),
    attempts: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'HandoffStep' });

export const Handoff = z
  .object({
    id,
    reason: z.enum(HANDOFF_REASONS),
    evidence: z.string().nullable(),
    summary: z.string().nullable(),
    openedAt: time,
    firstReplyAt: time.nullable(),
    resolvedAt: time.nullable(),
    outcome: z.string().nullable(),
    assignee: TeammateRef,
    steps: z.object({ assign: Step, email: Step, reassure: Step }),
  })
  .meta({ id: 'Handoff' });

/** Who answers the customer. `teammateId` is the assignee until somebody holds the conversation, then the holder. */
export const Handler = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('ai') }),
    z.object({
      kind: z.literal('teammate'),
      teammateId: id,
      reason: z.enum(HANDOFF_REASONS),
      heldSince: time.nullable(),
    }),
  ])
  .meta({ id: 'Handler' });

export const Conversation = z
  .object({
    id,
    customer: z.object({
      id,
      name: z.string().nullable(),
      /** Digits as WhatsApp writes them; null for people who chose a username. */
      phone: z.string().nullable(),
      username: z.string().nullable(),
    }),
    handler: Handler,
    /** Counts changes of handler; a command that changed nothing leaves it as it was. */
    epoch: z.int(),
    assignee: z.union([TeammateRef, z.null()]),
    /** Who wrote, took over or accepted: others' replies are refused. Also the assignee. */
    holder: z.union([TeammateRef, z.null()]),
    /** The open handoff, else the latest. */
    handoff: z.union([Handoff, z.null()]),
    /** The oldest customer message that no person has answered since the handoff. */
    waitingSince: time.nullable(),
    /** Until when a teammate promised an answer that has not been given; overdue once it is past. */
    owedAnswerAt: time.nullable(),
    owedBy: z.union([TeammateRef, z.null()]),
    /** Set while whatever the customer writes is stored, closed and answered by nobody. */
    blocked: z.object({ at: time, by: TeammateRef, reason: z.string().nullable() }).nullable(),
    language: z.string().nullable(),
    lastMessageAt: time.nullable(),
    /** The newest message, cut to 200 characters, for lists; of `kind` `revoked` when the customer took it back. */
    lastMessage: z
      .object({
        id,
        author: z.enum(['customer', 'ai', 'teammate', 'business_phone']),
        /** Who wrote it, when a teammate did. */
        teammateId: id.nullable(),
        kind: z.string(),
        text: z.string().nullable(),
        state: z.string(),
        at: time,
      })
      .nullable(),
    /** The customer's messages that the calling teammate has not seen, counted up to 99. */
    unread: z.int(),
    /** Until then WhatsApp accepts free-form text. */
    serviceWindowEndsAt: time.nullable(),
    workflowId: z.string(),
    temporalUrl: z.string().nullable(),
  })
  .meta({ id: 'Conversation' });

export type Conversation = z.output<typeof Conversation>;
export type Handoff = z.output<typeof Handoff>;

export const ConversationQuery = PageQuery.extend({
  /** `mine`: assigned to the caller; `waiting`: no person has answered yet, or somebody promised an answer. */
  filter: z.enum(['mine', 'waiting', 'ai', 'all']).default('all'),
  /** `waiting`: the longest first, an owed answer by when it is due; only with the filter of the same name. */
  sort: z.enum(['activity', 'waiting']).default('activity'),
}).refine(({ filter, sort }) => sort === 'activity' || filter === 'waiting', {
  path: ['sort'],
  message: 'waiting goes with filter=waiting only',
});

/** How many conversations each list of the caller has; `unread` are those of `mine` with something unseen. */
export const ConversationCounts = z
  .object({ mine: z.int(), waiting: z.int(), ai: z.int(), all: z.int(), unread: z.int() })
  .meta({ id: 'ConversationCounts' });

export type ConversationCounts = z.output<typeof ConversationCounts>;

/** The newest message on the teammate's screen. */
export const Seen = z.strictObject({ messageId: id }).meta({ id: 'Seen' });

export const ConversationEvent = z
  .object({ id: z.string(), kind: z.string(), at: time, data: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ConversationEvent' });

export type ConversationEvent = z.output<typeof ConversationEvent>;

const tag = 'Conversations';

export const CONVERSATION_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/conversations',
    tag,
    summary: 'Conversations, newest activity first, or who has waited longest',
    access: 'teammate',
    query: ConversationQuery,
    answer: { status: 200, schema: pageOf('ConversationPage', Conversation) },
    refuses: ['invalid_cursor'],
  },
  {
    method: 'get',
    path: '/api/conversations/counts',
    tag,
    summary: 'How many conversations each list has',
    access: 'teammate',
    answer: { status: 200, schema: ConversationCounts },
  },
  {
    method: 'get',
    path: '/api/conversations/{id}',
    tag,
    summary: 'One conversation; the id of a merged one leads to its survivor',
    access: 'teammate',
    answer: { status: 200, schema: Conversation },
    refuses: ['not_found'],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/seen',
    tag,
    summary: 'Everything up to this message has been read by the caller; never goes back',
    access: 'teammate',
    body: Seen,
    answer: { status: 204 },
    refuses: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/conversations/{id}/events',
    tag,
    summary: 'What happened and why, newest first',
    access: 'teammate',
    query: PageQuery,
    answer: { status: 200, schema: pageOf('ConversationEventPage', ConversationEvent) },
    refuses: ['not_found', 'invalid_cursor'],
  },
];
