import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Answer } from '../faults/answer';
import { type Exchange, exchange, type ExchangeContext } from '../http/exchange';
import { isObject, parseJsonObject } from '../http/json-object';
import type { Seen } from '../log-entry';
import { type Email, EmailRequest } from './email';
import type { IdempotencyKeys } from './idempotency';
import type { Mailbox } from './mailbox';
import { resendError, validationError } from './resend-error';

export type ResendRoute = 'emails' | 'batch' | 'email_lookup' | 'domains' | 'unknown';

export interface EmailRoutesOptions {
  apiKey: string;
  /** Null for a key that may only send. */
  domains: readonly { name: string; status: string }[] | null;
  context: ExchangeContext;
  mailbox: Mailbox;
  keys: IdempotencyKeys;
  /** Called for each accepted mail; `bounces` when a fault says so. */
  accepted: (email: Email, bounces: boolean) => void;
}

/** Resend's HTTP API. */
export function emailRoutes({ apiKey, domains, context, mailbox, keys, accepted }: EmailRoutesOptions): Router {
  const router = Router();
  const on =
    (route: ResendRoute, accept: (received: Exchange) => Answer) =>
    (req: Request, res: Parameters<typeof exchange>[2]) =>
      exchange(
        context,
        req,
        res,
        (raw) => ({ ...seenIn(req, raw), route }),
        (received) => refusal(req, apiKey) ?? accept(received),
      );

  /** Validates all, then takes all on; an idempotency key makes a repetition return the first answer. */
  const send =
    (shape: z.ZodType<EmailRequest[]>, present: (ids: string[]) => unknown) =>
    (received: Exchange): Answer => {
      const { req, raw, arrival } = received;
      const key = req.get('idempotency-key') ?? null;
      if (key !== null && (key.length < 1 || key.length > 256)) return resendError('invalid_idempotency_key');
      const parsed = shape.safeParse(jsonOf(raw));
      if (!parsed.success) return validationError(parsed.error);
      const use = key === null ? null : keys.use(key, raw, Date.now());
      if (use?.kind === 'in_flight') return resendError('concurrent_idempotent_requests');
      if (use?.kind === 'other_body') return resendError('invalid_idempotent_request');
      if (use?.kind === 'repeat') return { status: 200, body: use.body };
      const ids = parsed.data.map((request) => {
        const email = mailbox.add(request, key, arrival.atMs);
        context.log.acceptedOne({
          arrivalId: arrival.id,
          id: email.id,
          key,
          to: email.to.join(','),
          type: 'email',
          text: email.subject,
        });
        accepted(email, received.failsLater !== null);
        return email.id;
      });
      const body = present(ids);
      use?.settle(body);
      return { status: 200, body, ...(use && { settled: use.finish }) };
    };

  router.post(
    '/emails',
    on(
      'emails',
      send(
        EmailRequest.transform((one) => [one]),
        ([id]) => ({ id }),
      ),
    ),
  );
  router.post(
    '/emails/batch',
    on(
      'batch',
      send(z.array(EmailRequest).min(1).max(100), (ids) => ({ data: ids.map((id) => ({ id })) })),
    ),
  );
  router.get(
    '/emails/:id',
    on('email_lookup', ({ req }) => {
      const email = mailbox.find(String(req.params['id']));
      return email === undefined
        ? resendError('not_found', { message: 'Email not found' })
        : { status: 200, body: present(email) };
    }),
  );
  router.get(
    '/domains',
    on('domains', () =>
      domains === null
        ? resendError('restricted_api_key')
        : { status: 200, body: { object: 'list', has_more: false, data: domains.map(presentDomain) } },
    ),
  );
  return router;
}

/** What is wrong with a request before its body is looked at. */
function refusal(req: Request, apiKey: string): Answer | null {
  // Resend's edge refuses a request without User-Agent before its API sees it.
  if ((req.get('user-agent') ?? '') === '')
    return { status: 403, body: Buffer.from('error code: 1010'), headers: { 'content-type': 'text/plain' } };
  const authorization = req.get('authorization') ?? '';
  if (!authorization.startsWith('Bearer ')) return resendError('missing_api_key');
  return authorization === `Bearer ${apiKey}` ? null : resendError('invalid_api_key');
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return null;
  }
}

function seenIn(req: Request, raw: Buffer): Seen {
  const body = parseJsonObject(raw);
  const { to, subject } = isObject(body) ? body : {};
  return {
    key: req.get('idempotency-key') ?? null,
    to: Array.isArray(to) ? to.join(',') : typeof to === 'string' ? to : null,
    type: req.method === 'POST' ? 'email' : null,
    text: typeof subject === 'string' ? subject : null,
  };
}

function presentDomain({ name, status }: { name: string; status: string }): Record<string, unknown> {
  return { id: name, name, status, created_at: '2026-01-01T00:00:00.000Z', region: 'eu-west-1' };
}

function present(email: Email): Record<string, unknown> {
  return {
    object: 'email',
    id: email.id,
    message_id: email.messageId,
    created_at: new Date(email.atMs).toISOString(),
    from: email.from,
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    reply_to: email.replyTo,
    subject: email.subject,
    html: email.html,
    text: email.text,
    last_event: email.state,
    scheduled_at: null,
  };
}
