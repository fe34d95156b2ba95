import path from 'node:path';
import { previewTurn } from '../agent/preview-turn';
import { createQuestionDesk } from '../agent/unanswered/question-desk';
import { createAgentFor } from '../workers/create-agent';
import { createApi } from '../api/app';
import { listen } from '../api/listen';
import { createMetrics } from '../api/metrics';
import { createOperatorsApi } from '../api/operators';
import { createTemplateReader } from '../api/template-list';
import { createEmailClient } from '../channels/email/client';
import { createPushClient } from '../channels/push/client';
import { makePushKeys } from '../channels/push/make-push-keys';
import { createWhatsAppClient } from '../channels/whatsapp/client';
import type { Config, Role } from '../config';
import { ensureApiKey } from '../db/api-keys';
import { readDecisionSettings } from '../db/decision-settings';
import { migrate } from '../db/migrate';
import { createPool, type Database } from '../db/pool';
import { keepPushKeys } from '../db/push-keys';
import { sessionSecret } from '../db/sessions';
import { createRing, type RingOptions } from '../ring/ring';
import { taskQueueOf } from '../ring/task-queue';
import { createTemporalClient } from '../ring/temporal-client';
import { ensureOwner } from '../transactions/ensure-owner';
import { startWorker, type RunningWorker, type WorkerSettings } from '../workers/start-worker';
import type { Log } from './logger';
import { installTemporalRuntime } from './temporal-runtime';

/** A configuration in which nothing is missing: production's own, or the sandbox's. */
export interface Complete extends Config {
  publicUrl: string;
  databaseUrl: string;
  temporal: Config['temporal'] & { address: string };
  whatsapp: Config['whatsapp'] & { accessToken: string; phoneNumberId: string };
  resend: Config['resend'] & { apiKey: string; from: string };
  owner: { email: string; name: string };
}

/** What is not TypeScript of this process: the workflows as Temporal's sandbox loads them, and the page. */
export interface Made {
  workflows: WorkerSettings['workflows'];
  inboxFolder: string;
}

export interface Product {
  /** The port the api listens on; null for a worker alone. */
  port: number | null;
  /** Where health and metrics are told besides, when METRICS_PORT is set. */
  metricsPort: number | null;
  db: Database;
  taskQueue: string;
  /** Resolves when the worker polls; at once for an api alone. */
  ready: Promise<void>;
  /** Rejects when a part dies by itself. */
  failed: Promise<never>;
  stop: () => Promise<void>;
}

/** A Postgres of 100 connections holds two apis and two workers. */
const CONNECTIONS = { api: 12, worker: 20, both: 20, webhooks: 8 };

/** Starts the api, a worker, or both in this process: migrations first, then HTTP, then (when Temporal is up) the worker. */
export async function startProduct(
  config: Complete,
  role: Role,
  log: Log,
  { workflows, inboxFolder }: Made,
): Promise<Product> {
  // An api alone runs no worker; the SDK's runtime would only keep its process from ending by itself.
  const readTemporal = role === 'api' ? undefined : await installTemporalRuntime(log);
  const applied = await migrate(config.databaseUrl);
  if (applied.length > 0) log.info({ applied }, 'migrations applied');
  const connections = {
    url: config.databaseUrl,
    onError: (error: Error) => log.warn({ error: error.name }, 'a database connection broke'),
  };
  const db = createPool({ ...connections, applicationName: `baton-${role}`, max: CONNECTIONS[role] });
  const webhookDb =
    role === 'worker'
      ? null
      : createPool({ ...connections, applicationName: 'baton-webhooks', max: CONNECTIONS.webhooks });
  const owner = await ensureOwner(db, config.owner);
  if (config.apiKey !== null) await ensureApiKey(db, { key: config.apiKey, teammateId: owner.id, name: 'API_KEY' });
  const taskQueue = await taskQueueOf(db, config.temporal.taskQueuePrefix);
  const temporal = createTemporalClient(config.temporal);
  const linkTo = (conversationId: string) => `${config.publicUrl}/conversations/${conversationId}`;
  const ringOptions: RingOptions = { db, client: temporal.get, taskQueue, timings: config.timings, linkTo, log };
  const ring = createRing(ringOptions);
  const agent = await createAgentFor(config, db, log);
  const email = createEmailClient({
    apiKey: config.resend.apiKey,
    baseUrl: config.resend.baseUrl,
    from: config.resend.from,
    replyTo: config.owner.email,
    timeoutMs: config.timings.sendTimeout,
  });
  const whatsapp = createWhatsAppClient({
    baseUrl: config.whatsapp.baseUrl,
    version: config.whatsapp.graphVersion,
    accessToken: config.whatsapp.accessToken,
    phoneNumberId: config.whatsapp.phoneNumberId,
    businessAccountId: config.whatsapp.businessAccountId,
    timeoutMs: config.timings.sendTimeout,
  });
  const pushKeys = await keepPushKeys(db, makePushKeys());
  const { internalOrigins } = config.push;
  const metrics = createMetrics({ db, temporalHealth: ring.health }, readTemporal);

  const api =
    webhookDb === null
      ? null
      : await listen(
          createApi(
            {
              db,
              webhookDb,
              timings: config.timings,
              ring: ring.ring,
              whatsapp: {
                appSecrets: config.whatsapp.appSecrets,
                verifyToken: config.whatsapp.verifyToken,
                readTemplates: createTemplateReader(() => whatsapp.listTemplates()),
              },
              resendWebhookSecret: config.resend.webhookSecret,
              publicUrl: config.publicUrl,
              temporalUiUrl: config.temporal.uiUrl,
              namespace: config.temporal.namespace,
              temporalHealth: ring.health,
              log,
              onArticlesChanged: agent.refresh,
              previewTurn: async (question, signal) =>
                previewTurn(
                  { agent: agent.agent, business: config.business, settings: await readDecisionSettings(db) },
                  question,
                  signal,
                ),
              questionDesk: createQuestionDesk({ freshIndex: agent.freshIndex, business: config.business }),
              signIn: {
                email,
                business: config.business.name,
                sessionSecret: await sessionSecret(db, config.sessionSecret),
                trustedProxies: config.trustedProxies,
              },
              push: { publicKey: pushKeys.publicKey, internalOrigins },
              inboxFolder,
            },
            metrics,
          ),
          { port: config.port, host: config.host },
        );
  const operators =
    config.metricsPort === null
      ? null
      : await listen(createOperatorsApi({ db, temporalHealth: ring.health, metrics, log }), {
          port: config.metricsPort,
          host: config.host,
        });
  const starting: Promise<RunningWorker | null> =
    role === 'api'
      ? Promise.resolve(null)
      : startWorker({
          temporal: config.temporal,
          taskQueue,
          workflows,
          ring,
          ringOptions,
          push: createPushClient({
            keys: pushKeys,
            subject: config.publicUrl.startsWith('https:') ? config.publicUrl : `mailto:${config.owner.email}`,
            internalOrigins,
            timeoutMs: config.timings.sendTimeout,
          }),
          activities: {
            db,
            agent: agent.agent,
            transcriber: agent.transcriber,
            whatsapp,
            email,
            timings: config.timings,
            business: config.business,
            linkTo,
            ring: ring.ring,
            log,
          },
        });
  const failed = starting.then((worker) => worker?.failed ?? new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    port: api?.port ?? null,
    metricsPort: operators?.port ?? null,
    db,
    taskQueue,
    ready: starting.then(() => undefined),
    failed,
    stop: async () => {
      await Promise.all([api?.close(), operators?.close()]);
      await (await starting.catch(() => null))?.stop();
      await ring.settled();
      agent.stop();
      await temporal.close();
      await Promise.all([db.end(), webhookDb?.end()]);
    },
  };
}

/** What `build.mjs` has made in `dist`. */
export function madeIn(dist: string): Made {
  return {
    workflows: { workflowBundle: { codePath: path.join(dist, 'workflow-bundle.js') } },
    inboxFolder: path.join(dist, 'inbox'),
  };
}
