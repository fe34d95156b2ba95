import { z } from 'zod';
import { readJson } from './read-json';

/** Reasons the model may give. The others belong to the product: a takeover, a failed delivery, a broken agent. */
const MODEL_REASONS = [
  'asked_for_person',
  'cannot_resolve',
  'upset',
  'unreadable_media',
  'human_only_topic',
  'loop',
] as const;

/**
 * The one answer a model may give. Every field is required and strict, as OpenAI's structured outputs ask;
 * `answer` states facts from articles, `small_talk` and `ask` state none, `offer_person` admits not knowing;
 * `spam` and `automatic_reply` are closings, because no person waits for an answer.
 * `search_articles` is a tool and no decision. It is part of the schema, because compatible servers lack tools, and OpenAI's own
 * models refuse them beside reasoning on chat completions: this way both APIs have it alike.
 */
export const ModelDecision = z.strictObject({
  action: z.enum([
    'answer',
    'small_talk',
    'ask',
    'offer_person',
    'handoff',
    'close',
    'spam',
    'automatic_reply',
    'search_articles',
  ]),
  reason: z.enum(MODEL_REASONS).nullable(),
  evidence: z.string().nullable(),
  reply: z.string().nullable(),
  citedArticleIds: z.array(z.string()),
  language: z.string().nullable(),
  summary: z.string().nullable(),
  /** What to look for, with `search_articles`. */
  query: z.string().nullable(),
});

export type ModelDecision = z.infer<typeof ModelDecision>;

/** The same as a JSON schema (draft 7), as both APIs take it. */
export const modelDecisionSchema: Record<string, unknown> = z.toJSONSchema(ModelDecision, { target: 'draft-7' });

/** Reads a model's text as a decision; null when it is none. */
export function readModelDecision(text: string): ModelDecision | null {
  const parsed = ModelDecision.safeParse(readJson(text));
  return parsed.success ? parsed.data : null;
}
