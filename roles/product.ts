import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createAgentFor } from '../workers/create-agent';
import { createApi } from '../api/app';
import { listen } from '../api/listen';
import { createEmailClient } from '../channels/email/client';
import { createWhatsAppClient } from '../channels/whatsapp/client';
import type { Config, Role } from '../config';
import { ensureApiKey, ensureOwner } from '../db/api-keys';
import { installationId, migrate } from '../db/migrate';
import { createPool, type Database } from '../db/pool';
import { createRing, type RingOptions } from '../ring/ring';
import { createTemporalClient } from '../ring/temporal-client';
import { startWorker, type RunningWorker, type WorkerSettings } from '../workers/start-worker';
import type { Log } from './logger';

/** A configuration in which nothing is missing: production's own, or the sandbox's. */
export interface Complete extends Config {
  /** Which address to listen on: loopback only in development. */
  host: '127.0.0.1' | '0.0.0.0';
  publicUrl: string;
  databaseUrl: string;
  temporal: Config['temporal'] & { address: string };
  whatsapp: Config['whatsapp'] & { accessToken: string; phoneNumberId: string };
  resend: Config['resend'] & { apiKey: string; from: string };
  owner: { email: string; name: string };
}

export interface Product {
  /** The port the api listens on; null for a worker alone. */
  port: number | null;
  db: Database;
  taskQueue: string;
  /** Resolves when the worker polls; at once for an api alone. */
  ready: Promise<void>;
  /** Rejects when a part dies by itself. */
  failed: Promise<never>;
  stop: () => Promise<void>;
}

/** Starts the api, a worker, or both in this process: migrations first, then HTTP, then (when Temporal is up) the worker. */
export async function startProduct(
  config: Complete,
  role: Role,
  log: Log,
  workflows: WorkerSettings['workflows'],
): Promise<Product> {
  // An api alone runs no worker; the SDK's runtime would only keep its process from ending by itself.
  if (role !== 'api') installRuntime(log);
  const applied = await migrate(config.databaseUrl);
  if (applied.length > 0) log.info({ applied }, 'migrations applied');
  const db = createPool({
    url: config.databaseUrl,
    applicationName: `baton-${role}`,
    onError: (error) => log.warn({ error: error.name }, 'a database connection broke'),
  });
  const owner = await ensureOwner(db, config.owner);
  if (config.apiKey !== null) await ensureApiKey(db, { key: config.apiKey, teammateId: owner.id, name: 'API_KEY' });
  const taskQueue = `${config.temporal.taskQueuePrefix ?? (await installationId(db))}-conversations`;
  const temporal = createTemporalClient(config.temporal);
  const linkTo = (conversationId: string) => `${config.publicUrl}/conversations/${conversationId}`;
  const ringOptions: RingOptions = { db, client: temporal.get, taskQueue, timings: config.timings, linkTo, log };
  const ring = createRing(ringOptions);
  const agent = await createAgentFor(config, db, log);

  const api =
    role === 'worker'
      ? null
      : await listen(
          createApi({
            db,
            timings: config.timings,
            ring: ring.ring,
            whatsapp: { appSecrets: config.whatsapp.appSecrets, verifyToken: config.whatsapp.verifyToken },
            resendWebhookSecret: config.resend.webhookSecret,
            publicUrl: config.publicUrl,
            temporalUiUrl: config.temporal.uiUrl,
            namespace: config.temporal.namespace,
            temporalHealth: ring.health,
            log,
            onArticlesChanged: agent.refresh,
          }),
          { port: config.port, host: config.host },
        );
  const starting: Promise<RunningWorker | null> =
    role === 'api'
      ? Promise.resolve(null)
      : startWorker({
          temporal: config.temporal,
          taskQueue,
          workflows,
          ring,
          ringOptions,
          activities: {
            db,
            agent: agent.agent,
            whatsapp: createWhatsAppClient({
              baseUrl: config.whatsapp.baseUrl,
              version: config.whatsapp.graphVersion,
              accessToken: config.whatsapp.accessToken,
              phoneNumberId: config.whatsapp.phoneNumberId,
              timeoutMs: config.timings.sendTimeout,
            }),
            email: createEmailClient({
              apiKey: config.resend.apiKey,
              baseUrl: config.resend.baseUrl,
              from: config.resend.from,
              replyTo: config.owner.email,
              timeoutMs: config.timings.sendTimeout,
            }),
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
    db,
    taskQueue,
    ready: starting.then(() => undefined),
    failed,
    stop: async () => {
      await api?.close();
      await (await starting.catch(() => null))?.stop();
      await ring.settled();
      agent.stop();
      await temporal.close();
      await db.end();
    },
  };
}

/** The workflows as TypeScript beside this file, or the bundle that `npm run build` made of them. */
export function workflowsIn(folder: string, built: boolean): WorkerSettings['workflows'] {
  return built
    ? { workflowBundle: { codePath: path.join(folder, 'workflow-bundle.js') } }
    : { workflowsPath: path.join(folder, 'workflows', 'index.ts') };
}

let runtimeInstalled = false;

/** Once per process: the SDK logs through ours, and takes no signals of its own. */
function installRuntime(log: Log): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message }) => {
      if (level === 'ERROR') log.error({ sdk: true }, message);
      else log.warn({ sdk: true }, message);
    }),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}
