import { z } from 'zod';

/** Before the stand-in accepts the request (then it never does), or after it did (then only the answer suffers). */
const when = z.enum(['before', 'after']).default('before');

/** What can go wrong with a request. A request that is only late is accepted even if its caller has gone: real ones are. */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number().nonnegative(), when }),
  /** Never answered. */
  z.object({ kind: z.literal('hang'), when }),
  /** Not answered until `release()`. */
  z.object({ kind: z.literal('hold'), when }),
  /** The connection is reset: ECONNRESET for the caller. */
  z.object({ kind: z.literal('reset'), when }),
  /** A gateway's HTML error page. */
  z.object({ kind: z.literal('html'), status: z.number().int().min(400).max(599).default(503), when }),
  /** The provider's own error: a Graph code (131056) or a Resend error name ("rate_limit_exceeded"). Nothing is accepted. */
  z.object({
    kind: z.literal('provider_error'),
    code: z.union([z.number().int(), z.string()]),
    /** Only where the provider is known to answer the same code differently. */
    status: z.number().int().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** Accepted; the answer breaks off in the middle. */
  z.object({ kind: z.literal('half_body') }),
  /** Accepted; the answer is a 200 that is not what was promised. */
  z.object({ kind: z.literal('wrong_json'), body: z.string().default('{"messages":"none"}') }),
  /** Accepted and answered well; fails later: a `failed` status with this code, or a bounce. */
  z.object({ kind: z.literal('fails_later'), code: z.number().int().default(131026) }),
]);
export type Fault = z.output<typeof Fault>;

/** Which requests a fault meets, and how often. */
export const FaultRule = z.object({
  /** A route of the stand-in, or every one. */
  route: z.string().default('*'),
  fault: Fault,
  /** How many requests it meets; once, unless a probability is given. */
  times: z.union([z.number().int().positive(), z.literal('always')]).optional(),
  probability: z.number().min(0).max(1).default(1),
  to: z.string().optional(),
  key: z.string().optional(),
  /** A piece of the raw body. */
  contains: z.string().optional(),
});
export type FaultRule = z.output<typeof FaultRule>;
export type NewFaultRule = z.input<typeof FaultRule>;
