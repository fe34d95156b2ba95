import { Resend } from 'resend';
import { z } from 'zod';

/** What became of an e-mail we sent. `emailId` is the id that accepting it returned. */
export type EmailEvent = { eventId: string; at: Date | null } & (
  | { kind: 'bounced'; emailId: string; bounceType: string | null }
  | { kind: 'failed' | 'suppressed' | 'complained' | 'delivered'; emailId: string }
  /** Anything else Resend reports; nothing follows from it. */
  | { kind: 'other'; type: string; emailId: string | null }
);

const Event = z.looseObject({
  type: z.string().max(100),
  created_at: z.coerce.date().nullable().catch(null),
  data: z
    .looseObject({
      email_id: z.string().min(1).max(256).optional().catch(undefined),
      bounce: z
        .looseObject({ type: z.string().max(100) })
        .optional()
        .catch(undefined),
    })
    .catch({}),
});

/**
 * Checks the svix signature of `POST /webhooks/resend` over the raw body and reads the event. Webhooks repeat and may
 * come in any order; `eventId` (svix-id) tells repetitions.
 * @param headers as node:http gives them: `svix-id`, `svix-timestamp`, `svix-signature`
 * @returns null when the signature is not ours, is older than 5 minutes, or signs something that is no event
 */
export function verifyResendWebhook(
  raw: Buffer,
  headers: Partial<Record<string, string | string[]>>,
  secret: string,
): EmailEvent | null {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  const eventId = header('svix-id');
  let verified: unknown;
  try {
    // Verifying needs no API key, constructing the SDK does.
    verified = new Resend('unused').webhooks.verify({
      payload: raw.toString('utf8'),
      headers: { id: eventId, timestamp: header('svix-timestamp'), signature: header('svix-signature') },
      webhookSecret: secret,
    });
  } catch {
    return null;
  }
  const { data: event } = Event.safeParse(verified);
  if (event === undefined) return null;
  const { email_id: emailId = null, bounce } = event.data;
  const received = { eventId, at: event.created_at };
  const kind = KINDS.get(event.type);
  if (kind === undefined || emailId === null) return { ...received, kind: 'other', type: event.type, emailId };
  return kind === 'bounced'
    ? { ...received, kind, emailId, bounceType: bounce?.type ?? null }
    : { ...received, kind, emailId };
}

const KINDS = new Map<string, Exclude<EmailEvent['kind'], 'other'>>([
  ['email.bounced', 'bounced'],
  ['email.failed', 'failed'],
  ['email.suppressed', 'suppressed'],
  ['email.complained', 'complained'],
  ['email.delivered', 'delivered'],
]);
