import { z } from 'zod';

/** What can go wrong between a provider and our webhook. */
export const WebhookFault = z.discriminatedUnion('kind', [
  /** Posted this many times in all, at once. */
  z.object({ kind: z.literal('duplicate'), copies: z.number().int().min(2).default(3) }),
  z.object({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
  /** Never posted. */
  z.object({ kind: z.literal('drop') }),
  /** The first attempt carries a wrong signature; its retries are right. */
  z.object({ kind: z.literal('bad_signature') }),
  z.object({ kind: z.literal('hold') }),
  /** Waits for `size` events and posts them one after the other, newest first. */
  z.object({ kind: z.literal('reorder'), size: z.number().int().min(2).default(3) }),
  /** Waits for `size` events and posts them in one body. */
  z.object({
    kind: z.literal('batch'),
    size: z.number().int().min(2).default(3),
    newestFirst: z.boolean().default(false),
  }),
]);
export type WebhookFault = z.output<typeof WebhookFault>;

export const WebhookFaultRule = z.object({
  /** Kind of event, or every one. */
  on: z.string().default('*'),
  fault: WebhookFault,
  /** How many events (of `reorder` and `batch`: groups) it meets; once, unless a probability is given. */
  times: z.union([z.number().int().positive(), z.literal('always')]).optional(),
  probability: z.number().min(0).max(1).default(1),
  /** A piece of the event's JSON, such as `"status":"delivered"`. */
  contains: z.string().optional(),
});
export type WebhookFaultRule = z.output<typeof WebhookFaultRule>;
export type NewWebhookFaultRule = z.input<typeof WebhookFaultRule>;
