import { createHmac, randomUUID } from 'node:crypto';
import { createApi } from '../../api/app';
import type { ApiDependencies } from '../../api/dependencies';
import { listen } from '../../api/listen';
import { createEmailClient } from '../../channels/email/client';
import { ensureApiKey, makeApiKey } from '../../db/api-keys';
import type { Database } from '../../db/pool';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import type { Wake } from '../../domain/wake';
import { sessionSecret } from '../../db/sessions';
import { startResendStandIn, type ResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import { ensureOwner } from '../../transactions/ensure-owner';
import { addTeammate } from '../../transactions/save-teammate';
import { createTestDatabase } from '../support/database';
import { INBOX_FOLDER } from '../support/made';
import { json, type Answer } from './answer';

export const APP_SECRET = 'app-secret-0123456789';
export const OLD_APP_SECRET = 'app-secret-before-rotation';
export const VERIFY_TOKEN = 'verify-token-0123456789';
export const RESEND_SECRET = `whsec_${Buffer.from('a secret of svix for the tests').toString('base64')}`;
const PHONE_NUMBER_ID = '700100200300';

interface Person {
  id: string;
  key: string;
}

type Change = Partial<ApiDependencies>;
type SignInChange = Partial<ApiDependencies['signIn']>;

export interface ApiUnderTest {
  url: string;
  databaseUrl: string;
  db: Database;
  mail: ResendStandIn;
  owner: Person;
  ana: Person;
  ben: Person;
  /** What the api rang, in order. */
  rings: Wake[];
  /** Everything it logged, as JSON lines. */
  log: string[];
  articleChanges: () => number;
  call: (
    method: string,
    path: string,
    options?: { key?: string; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>;
  webhook: (body: unknown, signature?: string) => Promise<Answer>;
  /** A customer writes; returns the conversation's id. */
  conversation: (text?: string, waId?: string) => Promise<string>;
  /** Another api of the same installation. */
  beside: (change?: Change, signIn?: SignInChange) => Promise<{ url: string; close: () => Promise<void> }>;
  stop: () => Promise<void>;
}

/** The real API on a port and a database of its own. */
export async function startApi(change: Change = {}, signIn: SignInChange = {}): Promise<ApiUnderTest> {
  const { db, drop, url: databaseUrl } = await createTestDatabase();
  const rings: Wake[] = [];
  const log: string[] = [];
  let changes = 0;
  const say = (facts: Record<string, unknown>, message: string) => void log.push(JSON.stringify({ ...facts, message }));
  const mail = await startResendStandIn({ port: 0, apiKey: 're_test' });
  const email = createEmailClient({ apiKey: 're_test', baseUrl: mail.url, from: 'Baton <support@example.com>' });
  const secret = await sessionSecret(db, null);
  const beside: ApiUnderTest['beside'] = async (change = {}, signIn = {}) => {
    const api = await listen(
      createApi({
        db,
        webhookDb: change.db ?? db,
        timings: DEFAULT_TIMINGS,
        ring: (wake) => void rings.push(wake),
        whatsapp: {
          appSecrets: [APP_SECRET, OLD_APP_SECRET],
          verifyToken: VERIFY_TOKEN,
          readTemplates: () => Promise.resolve([]),
        },
        resendWebhookSecret: RESEND_SECRET,
        publicUrl: 'https://baton.example',
        temporalUiUrl: 'http://127.0.0.1:8233',
        namespace: 'default',
        temporalHealth: () => 'unknown',
        log: { info: say, warn: say, error: say },
        onArticlesChanged: () => {
          changes++;
        },
        previewTurn: () => Promise.reject(new Error('none here')),
        questionDesk: { group: () => Promise.resolve([]), ask: () => Promise.resolve(new Map()) },
        signIn: { email, business: 'Casa Luma', sessionSecret: secret, trustedProxies: 0, ...signIn },
        push: { publicKey: 'B'.repeat(87), internalOrigins: [] },
        inboxFolder: INBOX_FOLDER,
        ...change,
      }),
      { port: 0, host: '127.0.0.1' },
    );
    return { url: `http://127.0.0.1:${api.port}`, close: api.close };
  };
  const api = await beside(change, signIn);
  const { url } = api;
  const owner = await ensureOwner(db, { name: 'Olivia Owner', email: 'olivia@example.com' });
  const ownerKey = `baton_${'o'.repeat(43)}`;
  await ensureApiKey(db, { key: ownerKey, teammateId: owner.id, name: 'API_KEY' });

  const call: ApiUnderTest['call'] = async (method, path, { key = ownerKey, body, headers = {} } = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return json(answer);
  };
  const webhook: ApiUnderTest['webhook'] = async (body, signature) => {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    return json(
      await fetch(`${url}/webhooks/whatsapp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? sign(raw) },
        body: raw,
      }),
    );
  };
  const teammate = async (name: string): Promise<Person> => {
    const { id } = await addTeammate(db, { name, email: `${name.toLowerCase()}@example.com` });
    const made = await makeApiKey(db, { name, teammateId: id });
    if (made === null) throw new Error('no key for a teammate just added');
    return { id, key: made.key };
  };
  return {
    url,
    databaseUrl,
    db,
    mail,
    beside,
    owner: { id: owner.id, key: ownerKey },
    ana: await teammate('Ana'),
    ben: await teammate('Ben'),
    rings,
    log,
    articleChanges: () => changes,
    call,
    webhook,
    conversation: async (text = 'Hello', waId = newWaId()) => {
      const before = rings.length;
      const { status } = await webhook(delivery([textMessage(text, { from: waId })]));
      const rung = rings[before];
      if (status !== 200 || rung === undefined) throw new Error(`the webhook answered ${status} and rang nobody`);
      return rung.conversationId;
    },
    stop: async () => {
      await api.close();
      await mail.stop();
      await drop();
    },
  };
}

export function sign(raw: string | Buffer, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;
}

let people = 0;
export function newWaId(): string {
  return `4915550${String(100_000 + people++)}`;
}

/** One message as WhatsApp writes it. */
export function textMessage(body: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    from: '491555000001',
    id: `wamid.${randomUUID()}`,
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: 'text',
    text: { body },
    ...more,
  };
}

/** A POST of Meta with these messages, and statuses. */
export function delivery(messages: unknown[], statuses: unknown[] = []): Record<string, unknown> {
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '900100200300',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550100200', phone_number_id: PHONE_NUMBER_ID },
              ...(messages.length === 0 ? {} : { messages }),
              ...(statuses.length === 0 ? {} : { statuses }),
            },
          },
        ],
      },
    ],
  };
}

export function clientId(): string {
  return randomUUID();
}
