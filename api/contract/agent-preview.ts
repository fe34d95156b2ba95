import { z } from 'zod';
import { HANDOFF_REASONS } from '../../domain/handoff-reason';
import { text } from './fields';
import type { Operation } from './operation';

const Said = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('customer'), text: text(4_096) }),
  z.strictObject({
    role: z.literal('ai'),
    text: text(4_096),
    /** What an earlier preview said of this answer; without them it counts as an answer that offered nobody. */
    offersPerson: z.boolean().default(false),
    nonAnswer: z.boolean().default(false),
    citedArticleIds: z.array(z.string().max(100)).max(20).default([]),
  }),
]);

/** A customer's message, and what was said before it, oldest first. */
export const AgentQuestion = z
  .strictObject({ text: text(4_096), history: z.array(Said).max(40).default([]) })
  .meta({ id: 'AgentQuestion' });

export type AgentQuestion = z.output<typeof AgentQuestion>;

const Found = z.object({ id: z.string(), title: z.string().nullable() });

/** What the AI would do, and what it went by. */
export const AgentPreview = z
  .object({
    decision: z.enum(['reply', 'handoff', 'closing']),
    /** What the customer would read; null unless it replies. */
    reply: z.string().nullable(),
    /** Titles the customer would choose from, when asked what was meant. */
    options: z.array(z.string()),
    offersPerson: z.boolean(),
    nonAnswer: z.boolean(),
    /** Why it would hand off, and the words that show it. */
    reason: z.enum(HANDOFF_REASONS).nullable(),
    evidence: z.string().nullable(),
    summary: z.string().nullable(),
    /** The owner's name of the topic that is left to people. */
    topic: z.string().nullable(),
    /** The fixed rule that decided before the AI was asked; null when none did. */
    rule: z.string().nullable(),
    language: z.string().nullable(),
    citedArticles: z.array(Found.meta({ id: 'PreviewArticle' })),
    /** What was found for the question, best first; scores are 0..1. */
    foundArticles: z.array(Found.extend({ score: z.number() }).meta({ id: 'PreviewHit' })),
    scores: z.record(z.string(), z.number()),
    /** The model that was asked; null when rules decided. */
    model: z.string().nullable(),
    /** Rises with every change of the fixed rules and of the model's instructions. */
    versions: z.object({ detectors: z.int(), prompt: z.int() }),
  })
  .meta({ id: 'AgentPreview' });

export type AgentPreview = z.output<typeof AgentPreview>;

export const AGENT_PREVIEW_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/agent/preview',
    tag: 'Articles',
    summary: 'What the AI would say to a message; stores and sends nothing',
    access: 'teammate',
    body: AgentQuestion,
    answer: { status: 200, schema: AgentPreview },
  },
];
