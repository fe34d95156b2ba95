import { z } from 'zod';
import { CLOSED_AS } from '../../domain/closed-as';
import { DISAGREEMENTS } from '../../domain/disagreement';
import { ConversationEvent } from './conversation';
import { id, time } from './fields';
import { Message } from './message';
import type { Operation } from './operation';

/** `title` is null when the article has been deleted since. */
const ArticleRef = z.object({ id: z.string(), title: z.string().nullable() }).meta({ id: 'ArticleRef' });

/** One result of the AI: what it read, what it decided, and what it went by. */
export const Turn = z
  .object({
    id,
    kind: z.enum(['reply', 'handoff', 'closing']),
    decidedAt: time,
    /** The customer messages it was about. */
    trigger: z.array(id),
    /** Why it handed off. */
    reason: z.string().nullable(),
    evidence: z.string().nullable(),
    summary: z.string().nullable(),
    /** The owner's name of the topic that is left to people. */
    topic: z.string().nullable(),
    /** The fixed rule that decided before the AI was asked (explicit, upset, late, ...); null when none did. */
    rule: z.string().nullable(),
    /** The model that was asked; null when rules decided. */
    model: z.string().nullable(),
    /** What a closing took the messages for, because no person waits for an answer: undone by `undo-closing`. */
    closedAs: z.enum(CLOSED_AS).nullable(),
    /** Where the model saw the messages differently than the fixed rules; null when they agree or none was asked. */
    disagreement: z.enum(DISAGREEMENTS).nullable(),
    scores: z.record(z.string(), z.number()),
    citedArticles: z.array(ArticleRef),
    /** What was found for the question, best first; scores are 0..1. */
    foundArticles: z.array(ArticleRef.extend({ score: z.number() })),
    offersPerson: z.boolean(),
    nonAnswer: z.boolean(),
  })
  .meta({ id: 'Turn' });

/**
 * Why a message of the AI was written, or what became of a customer's: settled by a turn, by a person, by a recorded
 * closing, or by nothing yet.
 */
export const Why = z
  .object({
    message: Message,
    turn: z.union([Turn, z.null()]),
    settledBy: z.enum(['turn', 'person', 'closing']).nullable(),
    settledAt: time.nullable(),
    handoffId: id.nullable(),
    /** What was recorded about the message, its turn and its handoff, newest first. */
    events: z.array(ConversationEvent),
  })
  .meta({ id: 'Why' });

export type Why = z.output<typeof Why>;

/** What the AI answered before it handed over, oldest first; the latest three. */
export const Tried = z
  .object({
    items: z.array(
      z.object({ messageId: id, text: z.string().nullable(), at: time, citedArticles: z.array(ArticleRef) }),
    ),
  })
  .meta({ id: 'Tried' });

export type Tried = z.output<typeof Tried>;

export const WHY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/conversations/{id}/messages/{messageId}/why',
    tag: 'Messages',
    summary: 'What led to a message, or what became of it',
    access: 'teammate',
    answer: { status: 200, schema: Why },
    refuses: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/conversations/{id}/handoffs/{handoffId}/tried',
    tag: 'Conversations',
    summary: 'What the AI answered before a handoff, and from which articles',
    access: 'teammate',
    answer: { status: 200, schema: Tried },
    refuses: ['not_found'],
  },
];
