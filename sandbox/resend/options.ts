/** What the stand-in is told at the start. Everything listens on 127.0.0.1. */
export interface ResendStandInOptions {
  /** 0 picks a free port. */
  port: number;
  apiKey: string;
  /** Where events go; without an address there are none. */
  webhookUrl?: string;
  /** `whsec_` and base64; made up when left out. */
  webhookSecret?: string;
  /** Append-only JSON Lines of all arrivals, acceptances and webhook attempts. */
  logFile?: string;
  /** Mails and idempotency keys survive a restart here. */
  stateFile?: string;
  /** True makes the start fail. */
  production?: boolean;
  /** Domains mails may come from, and how far Resend has verified them. Those of the examples, verified, when left out. */
  domains?: readonly { name: string; status: 'not_started' | 'pending' | 'verified' | 'failed' }[];
  /** Whether the key may do nothing but send, as one of Resend's kinds of keys. */
  sendingKey?: boolean;
  /** Addresses whose mail bounces. */
  bounces?: readonly string[];
  timings?: Partial<ResendTimings>;
}

/** All in milliseconds. */
export interface ResendTimings {
  deliveredMs: number;
  /** Waits between webhook attempts, the last one repeated. Resend's: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h. */
  webhookRetryMs: readonly number[];
  webhookTimeoutMs: number;
}

export const DEFAULT_DOMAINS = [
  { name: 'example.com', status: 'verified' },
  { name: 'casaluma.example', status: 'verified' },
] as const;

export const DEFAULT_TIMINGS: ResendTimings = {
  deliveredMs: 300,
  webhookRetryMs: [1000, 5000, 30_000],
  webhookTimeoutMs: 10_000,
};
