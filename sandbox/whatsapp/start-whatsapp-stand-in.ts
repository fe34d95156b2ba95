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
import { createWebhookFaults, type WebhookFaults } from '../webhooks/webhook-faults';
import { createWebhookQueue } from '../webhooks/webhook-queue';
import { createMessageAcceptor } from './accept-message';
import { createChats } from './chats';
import { createClock } from './clock';
import { createCustomerPhone } from './customer-phone';
import { createDelivery } from './delivery';
import { type Change, createEnvelopes } from './envelope';
import { graphError } from './graph-error';
import { graphRoutes } from './graph-routes';
import { createMediaAddresses } from './media-address';
import { createMediaStore } from './media-store';
import { DEFAULT_TIMINGS, type WhatsAppStandInOptions } from './options';
import { phoneRoutes } from './phone-routes';
import { postRawWebhook, verifyWebhook } from './raw-webhook';
import { openSavedState } from './saved-state';
import { createScreen } from './screen';
import { asciiJson, hubSignature } from './sign-webhook';
import { createSimulate, type Simulate } from './simulate';
import { simulateRoutes } from './simulate-routes';
import { BUILT_IN_TEMPLATES } from './templates';
import type { World } from './world';

/** A running WhatsApp Cloud API on loopback. */
export interface WhatsAppStandIn {
  /** What `WHATSAPP_BASE_URL` is set to. */
  url: string;
  phonePageUrl: string;
  log: RequestLog;
  /** Between the business and WhatsApp. Routes: messages, read, media, media_lookup, media_file, phone_number, subscribed_apps, templates. */
  faults: Faults;
  /** Between WhatsApp and our webhook. Kinds: message, status, echo. */
  webhookFaults: WebhookFaults;
  simulate: Simulate;
  setWebhookUrl(url: string): void;
  /** Meta's GET handshake with the webhook; false when it fails or no address is known. */
  verifyWebhook(): Promise<boolean>;
  /** Posts a body once, past queue and faults. Resolves to the HTTP status, null when none came. */
  rawWebhook(body: string | Buffer, signature?: 'good' | 'bad' | 'none'): Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts the stand-in. @throws in production, or when the port is taken. */
export async function startWhatsAppStandIn(options: WhatsAppStandInOptions): Promise<WhatsAppStandIn> {
  refuseInProduction('WhatsApp', options.production);
  const business = {
    name: options.businessName ?? 'Casa Luma',
    number: options.displayPhoneNumber ?? '15550100200',
    phoneNumberId: options.phoneNumberId,
    accountId: options.businessAccountId,
  };
  let webhookUrl = options.webhookUrl;
  const log = openRequestLog(options.logFile);
  const faults = createFaults();
  const webhookFaults = createWebhookFaults<Change>();
  const live = createLiveUpdates();
  const saved = openSavedState(options.stateDir, options.demoCustomers ?? true, () => ({
    ...chats.snapshot(),
    media: media.list(),
    pending: webhooks.pending(),
  }));
  const chats = createChats(saved.start, (change) => {
    saved.saveSoon();
    live.send(change.kind, change.kind === 'customer' ? change.customer : change.message);
  });
  const media = createMediaStore(saved.start.media, saved.mediaDir);
  const envelopes = createEnvelopes({
    businessAccountId: business.accountId,
    phoneNumberId: business.phoneNumberId,
    displayPhoneNumber: business.number,
    bsuids: options.bsuids ?? true,
  });
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const webhooks = createWebhookQueue<Change>(
    {
      faults: webhookFaults,
      log,
      encode: (changes) => asciiJson(envelopes.body(changes)),
      sign: (raw, _event, forged) => ({
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': hubSignature(raw, forged ? `not ${options.appSecret}` : options.appSecret),
      }),
      retryMs: timings.webhookRetryMs,
      timeoutMs: timings.webhookTimeoutMs,
      onAttempt: ({ id }, { ok, attempt }) => {
        saved.saveSoon();
        const message = chats.message(id);
        if (message?.from !== 'customer') return;
        if (!ok) chats.changeMessage(id, { failedAttempts: attempt });
        else if (message.state === 'sent') chats.changeMessage(id, { state: 'delivered', failedAttempts: 0 });
      },
    },
    webhookUrl,
  );
  const world: World = {
    business,
    settings: {
      pairRate: options.pairRate ?? true,
      windowRefusal: options.windowRefusal ?? 'async',
      number: { status: 'CONNECTED', quality: 'GREEN', ...options.number },
      subscribed: options.subscribed ?? true,
    },
    timings,
    templates: [...BUILT_IN_TEMPLATES, ...(options.templates ?? [])],
    chats,
    media,
    envelopes,
    webhooks,
    log,
    clock: createClock(),
    screen: createScreen((typing) => live.send('typing', typing)),
  };
  const delivery = createDelivery(world);
  const phone = createCustomerPhone(world, delivery);
  const simulate = createSimulate(world, phone, delivery);
  const { graph, files } = graphRoutes(
    world,
    {
      log,
      faults,
      providerError: ({ code, status, headers }) =>
        graphError(Number(code), 'Injected by the sandbox.', {
          ...(status !== undefined && { status }),
          ...(headers && { headers }),
        }),
    },
    {
      accessToken: options.accessToken,
      acceptMessage: createMessageAcceptor(world, delivery),
      addresses: createMediaAddresses(options.appSecret),
      webhookUrl: () => webhookUrl,
    },
  );

  const setWebhookUrl = (url: string) => {
    webhookUrl = url;
    webhooks.setUrl(url);
  };
  const handshake = () =>
    webhookUrl === undefined
      ? Promise.resolve(false)
      : verifyWebhook({ url: webhookUrl, verifyToken: options.verifyToken });
  const rawWebhook: WhatsAppStandIn['rawWebhook'] = (body, signature = 'good') =>
    webhookUrl === undefined
      ? Promise.resolve(null)
      : postRawWebhook({ url: webhookUrl, appSecret: options.appSecret }, Buffer.from(body), signature);

  const app = express();
  app.disable('x-powered-by');
  app.use(/^\/v\d+\.\d+/, graph);
  app.get('/media-files/:id', files);
  app.use(loopbackOnly);
  app.use('/__sandbox/phone', phoneRoutes(world, phone, live));
  app.use(
    '/__sandbox',
    controlRoutes({ log, faults, webhookFaults, setWebhookUrl }),
    simulateRoutes({ simulate, rawWebhook, verifyWebhook: handshake }),
  );
  app.use(pageFiles(join(__dirname, 'public')));
  app.use(errorAnswer);

  const server = await startLoopbackServer(app, options.port);
  for (const event of saved.start.pending) void webhooks.send(event);
  for (const customer of chats.customers()) delivery.catchUp(customer);
  return {
    url: server.url,
    phonePageUrl: `${server.url}/`,
    log,
    faults,
    webhookFaults,
    simulate,
    setWebhookUrl,
    verifyWebhook: handshake,
    rawWebhook,
    stop: async () => {
      world.clock.stop();
      webhooks.stop();
      live.stop();
      await server.stop();
      saved.close();
      log.close();
    },
  };
}
