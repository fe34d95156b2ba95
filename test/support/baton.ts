import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import demoArticles from '../../agent/demo-articles.json';
import { readConfig } from '../../config';
import type { Database } from '../../db/pool';
import type { Timings } from '../../domain/timings';
import { createLog } from '../../roles/logger';
import { startProduct, type Complete, type Product } from '../../roles/product';
import { startResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import { startWhatsAppStandIn } from '../../sandbox/whatsapp/start-whatsapp-stand-in';
import { createTestDatabase, type TestDatabase } from './database';
import { environment } from './environment';
import { made } from './made';
import { createApiClient, type ApiClient } from './api-client';

export interface BatonOptions {
  timings?: Partial<Timings>;
  /** Articles the AI answers from. */
  articles?: readonly { title: string; content: string }[];
  /** `none` starts nothing of ours: the test spawns roles itself. */
  roles?: 'both' | 'api' | 'none';
  env?: Record<string, string>;
}

export type WhatsAppStandIn = Awaited<ReturnType<typeof startWhatsAppStandIn>>;
export type ResendStandIn = Awaited<ReturnType<typeof startResendStandIn>>;

/** The whole product against real Postgres, real Temporal and the stand-ins over HTTP. */
export interface Baton {
  db: Database;
  databaseUrl: string;
  whatsapp: WhatsAppStandIn;
  mail: ResendStandIn;
  temporal: Client;
  /** Acts as the owner. */
  api: ApiClient;
  url: string;
  /** The environment under which a role of this installation runs as a process of its own. */
  env: Record<string, string>;
  config: Complete;
  product: Product | null;
  stop: () => Promise<void>;
}

/** Short enough for tests, long enough to be told apart. */
export const TEST_TIMINGS: Partial<Timings> = {
  burst: 0,
  burstCap: 0,
  sweepEvery: 200,
  ringAgain: 500,
  ringStuck: 3_000,
};

export async function startBaton(options: BatonOptions = {}): Promise<Baton> {
  const database = await createTestDatabase();
  const secret = () => randomBytes(18).toString('base64url');
  const apiKey = `baton_${randomBytes(32).toString('base64url')}`;
  const whatsappSettings = {
    appSecret: secret(),
    verifyToken: secret(),
    accessToken: secret(),
    phoneNumberId: '7001',
    businessAccountId: '9001',
  };
  const resendKey = `re_${secret()}`;
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const whatsapp = await startWhatsAppStandIn({
    port: 0,
    ...whatsappSettings,
    demoCustomers: false,
    pairRate: false,
    timings: { sentMs: 5, deliveredMs: 10, readMs: 20, webhookRetryMs: [50, 100, 200, 400, 800, 1_000, 1_000, 1_000] },
  });
  const mail = await startResendStandIn({ port: 0, apiKey: resendKey, webhookSecret });
  await insertArticles(database, options.articles ?? demoArticles);
  const env: Record<string, string> = {
    DATABASE_URL: database.url,
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:1',
    TEMPORAL_ADDRESS: environment('TEMPORAL'),
    TEMPORAL_UI_URL: environment('TEMPORAL_UI'),
    TEMPORAL_TASK_QUEUE_PREFIX: `test-${randomUUID()}`,
    WHATSAPP_BASE_URL: whatsapp.url,
    WHATSAPP_ACCESS_TOKEN: whatsappSettings.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: whatsappSettings.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: whatsappSettings.businessAccountId,
    WHATSAPP_APP_SECRET: whatsappSettings.appSecret,
    WHATSAPP_VERIFY_TOKEN: whatsappSettings.verifyToken,
    RESEND_BASE_URL: mail.url,
    RESEND_API_KEY: resendKey,
    RESEND_FROM: 'Baton <support@example.com>',
    RESEND_WEBHOOK_SECRET: webhookSecret,
    OWNER_EMAIL: 'owner@example.com',
    OWNER_NAME: 'Olivia',
    API_KEY: apiKey,
    BATON_TIMINGS: JSON.stringify({ ...TEST_TIMINGS, ...options.timings }),
    ...options.env,
  };
  const config = { ...readConfig('production', env), host: '127.0.0.1' } as Complete;
  const roles = options.roles ?? 'both';
  const product = roles === 'none' ? null : await startProduct(config, roles, createLog({ level: 'silent' }), made());
  await product?.ready;
  const url = `http://127.0.0.1:${product?.port ?? 0}`;
  if (product !== null) connectWebhooks(whatsapp, mail, url);
  const connection = await Connection.connect({ address: environment('TEMPORAL') });
  return {
    db: database.db,
    databaseUrl: database.url,
    whatsapp,
    mail,
    temporal: new Client({ connection }),
    api: createApiClient(url, apiKey),
    url,
    env,
    config,
    product,
    stop: async () => {
      await product?.stop();
      await connection.close();
      await whatsapp.stop();
      await mail.stop();
      await database.drop();
    },
  };
}

/** Points both providers at an api, as their dashboards would. */
export function connectWebhooks(whatsapp: WhatsAppStandIn, mail: ResendStandIn, url: string): void {
  whatsapp.setWebhookUrl(`${url}/webhooks/whatsapp`);
  mail.setWebhookUrl(`${url}/webhooks/resend`);
}

async function insertArticles({ db }: TestDatabase, articles: NonNullable<BatonOptions['articles']>): Promise<void> {
  for (const { title, content } of articles)
    await db.query('insert into article (title, content, language) values ($1, $2, $3)', [title, content, 'en']);
}
