/** When something happened: wall time, and the machine's monotonic clock, which is comparable between processes. */
export interface Instant {
  atMs: number;
  atNs: bigint;
}

/** What a provider can see of a message: for mail, `text` is the subject and `key` the Idempotency-Key. */
export interface Seen {
  /** `biz_opaque_callback_data` on WhatsApp. */
  key: string | null;
  to: string | null;
  type: string | null;
  text: string | null;
}

/** A request reached the stand-in. Noted before any fault, check or answer; the time is that of its headers. */
export interface Arrival extends Instant, Seen {
  kind: 'arrival';
  seq: number;
  id: string;
  method: string;
  path: string;
  route: string;
  /** Content type, user agent and idempotency key; never credentials. */
  headers: Record<string, string>;
  rawBody: string;
}

/** The stand-in took the message on, as a provider that answers 200 does; the caller may never have heard of it. */
export interface Acceptance extends Instant, Seen {
  kind: 'accepted';
  seq: number;
  arrivalId: string;
  /** The wamid or the email id. */
  id: string;
}

/** One attempt to deliver a webhook. `status` is null when no answer came. */
export interface WebhookAttempt extends Instant {
  kind: 'webhook';
  seq: number;
  event: string;
  eventIds: string[];
  attempt: number;
  status: number | null;
  tookMs: number;
  body: string;
}

export type LogEntry = Arrival | Acceptance | WebhookAttempt;
