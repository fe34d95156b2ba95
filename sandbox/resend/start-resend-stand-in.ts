import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import express from 'express';
import { controlRoutes } from '../control-routes';
import { createFaults, type Faults } from '../faults/faults';
import { errorAnswer } from '../http/error-answer';
import { createLiveUpdates } from '../http/live-updates';
import { loopbackOnly } from '../http/loopback-only';
import { startLoopbackServer } from '../http/loopback-server';
import { pageFiles } from '../http/page-files';
import { refuseInProduction } from '../refuse-in-production';
import { openRequestLog, type RequestLog } from '../request-log';
import { openStateFile } from '../state-file';
import type { WebhookEvent } from '../webhooks/webhook-event';
import { createWebhookFaults, type WebhookFaults } from '../webhooks/webhook-faults';
import { createWebhookQueue } from '../webhooks/webhook-queue';
import type { Email } from './email';
import { type EmailEvent, emailEvent } from './email-event';
import { emailRoutes } from './email-routes';
import { createIdempotencyKeys, type UsedKey } from './idempotency';
import { createMailbox } from './mailbox';
import { mailboxRoutes } from './mailbox-routes';
import { DEFAULT_DOMAINS, DEFAULT_TIMINGS, type ResendStandInOptions } from './options';
import { resendError } from './resend-error';
import { svixHeaders } from './sign-svix';

/** A running Resend on loopback. */
export interface ResendStandIn {
  /** What `RESEND_BASE_URL` is set to. */
  url: string;
  mailboxUrl: string;
  webhookSecret: string;
  /** `key` is the Idempotency-Key, `to` the addresses joined by commas, `text` the subject. */
  log: RequestLog;
  /** Between the business and Resend. Routes: emails, batch, email_lookup, domains. */
  faults: Faults;
  /** Between Resend and our webhook. Kinds: email.sent, email.delivered, email.bounced. */
  webhookFaults: WebhookFaults;
  /** Accepted mails, oldest first. */
  emails(): Email[];
  /** Makes an accepted mail bounce; false when there is none with this id. */
  bounce(emailId: string): boolean;
  /** From now on mail to this address bounces, or no longer does. */
  bounceAddress(address: string, bounces?: boolean): void;
  setWebhookUrl(url: string): void;
  stop(): Promise<void>;
}

interface SavedState {
  emails: Email[];
  keys: UsedKey[];
  pending: WebhookEvent<EmailEvent>[];
}

/** Starts the stand-in. @throws in production, or when the port is taken. */
export async function startResendStandIn(options: ResendStandInOptions): Promise<ResendStandIn> {
  refuseInProduction('Resend', options.production);
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const webhookSecret = options.webhookSecret ?? `whsec_${randomBytes(24).toString('base64')}`;
  const bouncing = new Set(options.bounces);
  const timers = new Set<NodeJS.Timeout>();
  let webhookUrl = options.webhookUrl;

  const log = openRequestLog(options.logFile);
  const faults = createFaults();
  const webhookFaults = createWebhookFaults<EmailEvent>();
  const live = createLiveUpdates();
  const saved = openStateFile(options.stateFile, (): SavedState => ({
    emails: mailbox.list(),
    keys: keys.list(),
    pending: webhooks.pending(),
  }));
  // Only this stand-in writes the file, and replaces it whole.
  const start = (saved.read() as SavedState | null) ?? { emails: [], keys: [], pending: [] };
  const mailbox = createMailbox(start.emails, (email) => {
    saved.saveSoon();
    live.send('email', email);
  });
  const keys = createIdempotencyKeys(start.keys);
  const webhooks = createWebhookQueue<EmailEvent>(
    {
      faults: webhookFaults,
      log,
      encode: (events) => Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events)),
      sign: (raw, { id }, forged) =>
        svixHeaders(raw, id, forged ? 'whsec_bm90IHRoZSBzZWNyZXQ=' : webhookSecret, Date.now()),
      retryMs: timings.webhookRetryMs,
      timeoutMs: timings.webhookTimeoutMs,
      onAttempt: () => saved.saveSoon(),
    },
    webhookUrl,
  );

  const report = (email: Email, state: Email['state']) => {
    if (webhookUrl !== undefined) void webhooks.send(emailEvent(email, state, Date.now()));
  };
  const move = (id: string, state: Email['state']): boolean => {
    const email = mailbox.setState(id, state);
    if (email !== undefined) report(email, state);
    return email !== undefined;
  };
  const accepted = (email: Email, bounces: boolean) => {
    report(email, 'sent');
    const refused = bounces || email.to.some((to) => bouncing.has(addressIn(to)));
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (mailbox.find(email.id)?.state === 'sent') move(email.id, refused ? 'bounced' : 'delivered');
    }, timings.deliveredMs).unref();
    timers.add(timer);
  };
  const bounceAddress = (address: string, bounces = true) => {
    if (bounces) bouncing.add(address);
    else bouncing.delete(address);
  };
  const setWebhookUrl = (url: string) => {
    webhookUrl = url;
    webhooks.setUrl(url);
  };
  const clear = () => {
    mailbox.clear();
    saved.saveSoon();
    live.send('state', { emails: [] });
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(
    emailRoutes({
      apiKey: options.apiKey,
      domains: options.sendingKey === true ? null : (options.domains ?? DEFAULT_DOMAINS),
      context: {
        log,
        faults,
        providerError: ({ code, status, headers }) =>
          resendError(String(code), { ...(status !== undefined && { status }), ...(headers && { headers }) }),
      },
      mailbox,
      keys,
      accepted,
    }),
  );
  app.use(loopbackOnly);
  app.use(
    '/__sandbox/mailbox',
    mailboxRoutes({ mailbox, live, bounce: (id) => move(id, 'bounced'), bounceAddress, clear }),
  );
  app.use('/__sandbox', controlRoutes({ log, faults, webhookFaults, setWebhookUrl }));
  app.use(pageFiles(join(__dirname, 'public'), ["frame-src 'self'"]));
  app.use(errorAnswer);

  const server = await startLoopbackServer(app, options.port);
  for (const event of start.pending) void webhooks.send(event);
  return {
    url: server.url,
    mailboxUrl: `${server.url}/`,
    webhookSecret,
    log,
    faults,
    webhookFaults,
    emails: mailbox.list,
    bounce: (id) => move(id, 'bounced'),
    bounceAddress,
    setWebhookUrl,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      webhooks.stop();
      live.stop();
      await server.stop();
      saved.close();
      log.close();
    },
  };
}

/** `Ana <ana@example.com>` -> `ana@example.com`. */
function addressIn(to: string): string {
  return /<([^>]+)>/.exec(to)?.[1] ?? to;
}
