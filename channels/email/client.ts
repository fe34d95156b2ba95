import { Resend } from 'resend';

export interface EmailSettings {
  apiKey: string;
  /** `https://api.resend.com`, or a stand-in. */
  baseUrl: string;
  /** `Acme Support <support@acme.example>`. */
  from: string;
  replyTo?: string | undefined;
  /** For one request as a whole; 10 s. The SDK itself has none. */
  timeoutMs?: number;
}

export interface Email {
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** What is known about an e-mail afterwards. `code` is Resend's error name or `http_<status>`, never its message. */
export type EmailResult =
  | { kind: 'accepted'; id: string }
  /** Not known to be accepted. Send the same bytes with the same key again: Resend sends at most one of them. */
  | { kind: 'retry'; afterMs: number; code: string }
  /** Will never be accepted as it is: a bad address, a wrong key, a used-up quota. */
  | { kind: 'rejected'; code: string };

export interface EmailClient {
  /**
   * Sends once; nothing is repeated inside. Never throws.
   * @param idempotencyKey 1-256 characters; Resend remembers it, with the bytes, for 24 h
   */
  send(email: Email, idempotencyKey: string, options?: { signal?: AbortSignal | undefined }): Promise<EmailResult>;
}

/** Keep out-of-office replies away and tell filters that no person typed this. Source: RFC 3834; Exchange. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Resend's names for what no repetition mends. Source: Resend, "Errors"; 409 means other bytes were sent with the key. */
const FINAL = new Set([
  'daily_quota_exceeded',
  'monthly_quota_exceeded',
  'invalid_idempotent_request',
  'invalid_idempotency_key',
  'validation_error',
  'missing_required_field',
  'invalid_from_address',
  'invalid_attachment',
  'invalid_parameter',
  'missing_api_key',
  'invalid_api_key',
  'restricted_api_key',
  'security_error',
]);

const TRY_AGAIN_MS = 5_000;

/** Milliseconds to wait where an error needs less than `TRY_AGAIN_MS` and the answer names no time. */
const WAIT_MS = new Map([
  ['rate_limit_exceeded', 1_000],
  ['concurrent_idempotent_requests', 2_000],
]);

/** Sends e-mail through Resend. */
export function createEmailClient({ apiKey, baseUrl, from, replyTo, timeoutMs = 10_000 }: EmailSettings): EmailClient {
  const resend = new Resend(apiKey, { baseUrl, userAgent: 'baton' });
  return {
    async send({ to, subject, html, text }, idempotencyKey, { signal } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      // The SDK resolves with `error` for HTTP errors, network faults and aborts alike, and rejects only for misuse.
      const { data, error, headers } = await resend.emails
        .send(
          { from, to, subject, html, text, headers: AUTOMATIC, ...(replyTo !== undefined && { replyTo }) },
          { idempotencyKey, signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) },
        )
        .catch(() => ({ data: null, error: null, headers: null }));
      if (typeof data?.id === 'string') return { kind: 'accepted', id: data.id };
      if (timeout.aborted) return { kind: 'retry', afterMs: TRY_AGAIN_MS, code: 'timeout' };
      if (signal?.aborted) return { kind: 'retry', afterMs: 0, code: 'aborted' };
      return readEmailError(error ?? {}, headers ?? {});
    },
  };
}

/** `name` and `statusCode` come from the body of the answer, so either may be anything. */
function readEmailError(
  { name, statusCode }: { name?: unknown; statusCode?: unknown },
  headers: Partial<Record<string, string>>,
): EmailResult {
  const status = typeof statusCode === 'number' ? statusCode : null;
  // The SDK calls every page that is no JSON an application error.
  const named = typeof name === 'string' && /^[a-z_]{1,64}$/.test(name) && name !== 'application_error' ? name : null;
  const code = named ?? (status === null ? 'no_answer' : `http_${status}`);
  const temporary = status === null || status >= 500 || status === 408 || status === 429 || WAIT_MS.has(code);
  if (FINAL.has(code) || !temporary) return { kind: 'rejected', code };
  const seconds = Number(headers['retry-after'] ?? headers['ratelimit-reset']);
  const asked = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
  return { kind: 'retry', afterMs: asked ?? WAIT_MS.get(code) ?? TRY_AGAIN_MS, code };
}
