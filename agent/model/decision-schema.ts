import { z } from 'zod';
import { storableText } from './storable-text';

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
 * `answer` states facts from articles, `small_talk` and `ask` state none, `offer_person` admits not knowing.
 */
export const ModelDecision = z.strictObject({
  action: z.enum(['answer', 'small_talk', 'ask', 'offer_person', 'handoff', 'close']),
  reason: z.enum(MODEL_REASONS).nullable(),
  evidence: z.string().nullable(),
  reply: z.string().nullable(),
  citedArticleIds: z.array(z.string()),
  language: z.string().nullable(),
  summary: z.string().nullable(),
});

export type ModelDecision = z.infer<typeof ModelDecision>;

/** The same as a JSON schema (draft 7), as both APIs take it. */
export const modelDecisionSchema: Record<string, unknown> = z.toJSONSchema(ModelDecision, { target: 'draft-7' });

/**
 * Reads a model's text as a decision; null when it is none. Servers that do not enforce the schema wrap the JSON into a
 * code fence or a sentence, therefore what stands between the outermost braces is read.
 */
export function readModelDecision(text: string): ModelDecision | null {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from < 0 || to < from) return null;
  try {
    const json: unknown = JSON.parse(text.slice(from, to + 1), (_key, value: unknown) =>
      typeof value === 'string' ? storableText(value) : value,
    );
    const parsed = ModelDecision.safeParse(json);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
