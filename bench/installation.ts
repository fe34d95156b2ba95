import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import demoArticles from '../agent/demo-articles.json';
import { migrate } from '../db/migrate';
import { createPool, type Database } from '../db/pool';
import { writeSetting } from '../db/settings';
import { DEFAULT_DECISION_SETTINGS } from '../domain/decision-settings';
import { reservePort } from '../roles/reserve-port';
import { startResendStandIn, type ResendStandIn } from '../sandbox/resend/start-resend-stand-in';
import { startWhatsAppStandIn, type WhatsAppStandIn } from '../sandbox/whatsapp/start-whatsapp-stand-in';
import { startRole, type RoleProcess } from './role-process';
import type { Servers } from './servers';

/** Baton as production runs it - compiled, an api and workers as processes - between the stand-ins, on a database of its own. */
export interface Installation {
  whatsapp: WhatsAppStandIn;
  mail: ResendStandIn;
  db: Database;
  url: string;
  appSecret: string;
  api: RoleProcess;
  workers: RoleProcess[];
  addWorker: () => Promise<void>;
  stop: () => Promise<void>;
}

interface InstallationOptions {
  workers: number;
  /** Instead of the servers' own. */
  temporalAddress?: string;
}

const PHONE_NUMBER_ID = '7001';

/** Customers are answered as soon as their message is there: the window in which more may follow is not what is measured. */
const TIMINGS = { burst: 0, burstCap: 0 };

export async function startInstallation(servers: Servers, options: InstallationOptions): Promise<Installation> {
  const databaseUrl = await createDatabase(servers.postgresUrl);
  const db = createPool({ url: databaseUrl, applicationName: 'bench', max: 4, onError: () => undefined });
  await insertDemoArticles(db);
  // A few customers stand for many, without an end to what they ask.
  await writeSetting(db, 'decision', { ...DEFAULT_DECISION_SETTINGS, mostAnswersPerHour: null });
  const appSecret = secret();
  const providers = {
    appSecret,
    verifyToken: secret(),
    accessToken: secret(),
    phoneNumberId: PHONE_NUMBER_ID,
    businessAccountId: '9001',
  };
  const resendKey = `re_${secret()}`;
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const whatsapp = await startWhatsAppStandIn({
    port: 0,
    ...providers,
    demoCustomers: false,
    pairRate: false,
    timings: { sentMs: 5, deliveredMs: 10, readMs: 20 },
  });
  const mail = await startResendStandIn({ port: 0, apiKey: resendKey, webhookSecret });
  const port = await reservePort(0);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    BATON_HOST: '127.0.0.1',
    PUBLIC_URL: url,
    TEMPORAL_ADDRESS: options.temporalAddress ?? servers.temporalAddress,
    TEMPORAL_TASK_QUEUE_PREFIX: `bench-${randomUUID()}`,
    WHATSAPP_BASE_URL: whatsapp.url,
    WHATSAPP_ACCESS_TOKEN: providers.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    WHATSAPP_BUSINESS_ACCOUNT_ID: providers.businessAccountId,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: providers.verifyToken,
    RESEND_BASE_URL: mail.url,
    RESEND_API_KEY: resendKey,
    RESEND_FROM: 'Baton <support@example.com>',
    RESEND_WEBHOOK_SECRET: webhookSecret,
    OWNER_EMAIL: 'owner@example.com',
    OWNER_NAME: 'Olivia',
    BATON_TIMINGS: JSON.stringify(TIMINGS),
  };
  const api = await startRole('api', env);
  whatsapp.setWebhookUrl(`${url}/webhooks/whatsapp`);
  mail.setWebhookUrl(`${url}/webhooks/resend`);
  const workers: RoleProcess[] = [];
  const addWorker = async (): Promise<void> => void workers.push(await startRole('worker', env));
  while (workers.length < options.workers) await addWorker();
  return {
    whatsapp,
    mail,
    db,
    url,
    appSecret,
    api,
    workers,
    addWorker,
    stop: async () => {
      await Promise.all([api, ...workers].map((each) => each.stop()));
      await db.end();
      await whatsapp.stop();
      await mail.stop();
    },
  };
}

export async function createDatabase(postgresUrl: string): Promise<string> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function insertDemoArticles(db: Database): Promise<void> {
  await migrate(String(db.options.connectionString));
  for (const { title, content } of demoArticles)
    await db.query('insert into article (title, content, language) values ($1, $2, $3)', [title, content, 'en']);
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
