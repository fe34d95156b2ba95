import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pickPort } from '../../launch/ports';
import { createTestDatabase } from '../support/database';

/** What is different from the environment of a sound installation. */
type Change = (sound: Record<string, string>) => Promise<Record<string, string>>;

const servers: Server[] = [];

/** Ends what the set-ups started. */
export function stopAnswering(): void {
  for (const server of servers) server.close();
}

/** A server that answers every request with this status. */
async function answering(status: number, body = '{}'): Promise<string> {
  const server = createServer((_req, res) => void res.writeHead(status).end(body));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const database =
  (change: (url: URL) => void): Change =>
  (sound) => {
    const url = new URL(sound['DATABASE_URL'] ?? '');
    change(url);
    return Promise.resolve({ DATABASE_URL: url.toString() });
  };
const env =
  (different: Record<string, string>): Change =>
  () =>
    Promise.resolve(different);
/** Nobody listens there. Not port 1: `fetch` itself refuses that. */
const absent =
  (name: string): Change =>
  async () => ({ [name]: `http://127.0.0.1:${await pickPort(0)}` });
/** Another database of Baton's, changed by `sql`. */
const spoilt =
  (sql: string): Change =>
  async () => {
    const { db, url } = await createTestDatabase();
    await db.query(sql.replaceAll('THIS', new URL(url).pathname.slice(1)));
    await db.end();
    return { DATABASE_URL: url };
  };
const openAi =
  (status: number, more: Record<string, string> = {}, body?: string): Change =>
  async () => ({
    OPENAI_API_KEY: 'sk-secret',
    OPENAI_BASE_URL: await answering(status, body),
    ...more,
  });
const listening = { OPENAI_TRANSCRIBE_MODEL: 'whisper-1' };

/** What is broken and how, the check that finds it, and what it says. */
export const BROKEN: readonly [string, Change, string, RegExp][] = [
  [
    'a malformed variable',
    env({ WHATSAPP_PHONE_NUMBER_ID: '+34 600' }),
    'Configuration',
    /WHATSAPP_PHONE_NUMBER_ID must be digits/,
  ],
  ['a missing variable', env({ OWNER_EMAIL: '' }), 'Configuration', /OWNER_EMAIL is missing → Set it/],
  [
    'a wrong database password',
    database((url) => (url.password = 'wrong-password')),
    'Postgres',
    /refuses this account \(28P01\) → Correct the name/,
  ],
  [
    'no Postgres',
    database((url) => (url.port = '1')),
    'Postgres',
    /cannot be reached \(ECONNREFUSED\) → Start Postgres/,
  ],
  ['no database', database((url) => (url.pathname = '/nowhere')), 'Tables', /no such database → Create it/],
  [
    'a read-only database',
    spoilt('alter database THIS set default_transaction_read_only = on'),
    'Postgres takes writes',
    /read-only → Let DATABASE_URL name the primary/,
  ],
  [
    'a migration that was not applied',
    spoilt('delete from schema_migration where name = (select max(name) from schema_migration)'),
    'Tables',
    /1 of \d+ migrations are missing → Start an api or a worker/,
  ],
  [
    'a database of a newer release',
    spoilt(`insert into schema_migration (name, sha256) values ('9999-later.sql', '')`),
    'Tables',
    /1 migrations are of another release \(9999-later.sql\)/,
  ],
  [
    'clocks apart',
    spoilt(
      `create function public.clock_timestamp() returns timestamptz language sql as $$ select now() - interval '42 s' $$; alter database THIS set search_path = public, pg_catalog`,
    ),
    'Clocks',
    /the database's is 4[12](\.\d+)? s away .* → Let NTP/,
  ],
  ['no Temporal', env({ TEMPORAL_ADDRESS: '127.0.0.1:1' }), 'Temporal', /cannot be reached → Start Temporal/],
  [
    'no namespace',
    env({ TEMPORAL_NAMESPACE: 'nowhere' }),
    'Temporal',
    /no namespace nowhere → temporal operator namespace create/,
  ],
  [
    'no worker',
    env({ TEMPORAL_TASK_QUEUE_PREFIX: 'nobody' }),
    'Worker',
    /nobody polls nobody-conversations → Start one/,
  ],
  ['no api', absent('PUBLIC_URL'), 'Api', /cannot be reached \(ECONNREFUSED\) → Start the api/],
  [
    'an api that cannot write',
    async () => ({ PUBLIC_URL: await answering(503) }),
    'Api',
    /cannot write to Postgres → /,
  ],
  [
    'an api without Temporal',
    async () => ({ PUBLIC_URL: await answering(200, '{"temporal":"unreachable"}') }),
    'Api',
    /^! ready, but it cannot reach Temporal → Nothing is lost/,
  ],
  [
    'a proxy that leads elsewhere',
    async () => ({ PUBLIC_URL: await answering(404) }),
    'Webhook handshake',
    /something else answers there \(HTTP 404\) → Let the proxy/,
  ],
  [
    'a webhook that believes anybody',
    async () => ({ PUBLIC_URL: await answering(200) }),
    'Webhook signatures',
    /a wrong one is accepted → Let PUBLIC_URL lead to Baton itself/,
  ],
  [
    'another verify token',
    env({ WHATSAPP_VERIFY_TOKEN: 'another-token' }),
    'Webhook handshake',
    /refused → Start the api with the same WHATSAPP_VERIFY_TOKEN/,
  ],
  [
    'an expired token',
    env({ WHATSAPP_ACCESS_TOKEN: 'expired-token' }),
    'WhatsApp token',
    /refused as invalid or expired → Make a System User token/,
  ],
  [
    'another number’s id',
    env({ WHATSAPP_PHONE_NUMBER_ID: '4711' }),
    'WhatsApp number',
    /does not exist, or is not this token’s → Set WHATSAPP_PHONE_NUMBER_ID/,
  ],
  [
    'another account’s id',
    env({ WHATSAPP_BUSINESS_ACCOUNT_ID: '4711' }),
    'WhatsApp events',
    /does not exist, .* → Set WHATSAPP_BUSINESS_ACCOUNT_ID/,
  ],
  [
    'no account’s id',
    env({ WHATSAPP_BUSINESS_ACCOUNT_ID: '' }),
    'WhatsApp events',
    /^! not looked at → Set WHATSAPP_BUSINESS_ACCOUNT_ID/,
  ],
  [
    'no WhatsApp',
    absent('WHATSAPP_BASE_URL'),
    'WhatsApp token',
    /WhatsApp cannot be reached \(ECONNREFUSED\) → Allow https/,
  ],
  ['a wrong mail key', env({ RESEND_API_KEY: 're_wrong' }), 'Mail key', /refused → Make a key in Resend/],
  [
    'a domain of nobody',
    env({ RESEND_FROM: 'Us <us@nobody.example>' }),
    'Mail domain',
    /nobody.example is not among Resend’s domains → Add it/,
  ],
  [
    'half a webhook secret',
    env({ RESEND_WEBHOOK_SECRET: 'whsec_half' }),
    'Mail webhook',
    /not whole → Copy RESEND_WEBHOOK_SECRET/,
  ],
  [
    'no webhook secret',
    env({ RESEND_WEBHOOK_SECRET: '' }),
    'Mail webhook',
    /^! none, so a bounced handoff mail goes unnoticed → Add one to http/,
  ],
  ['no Resend', absent('RESEND_BASE_URL'), 'Mail domain', /Resend cannot be reached/],
  ['a model’s wrong key', openAi(401), 'Model', /the key is refused → Make a key/],
  ['an unknown model', openAi(404), 'Model', /there is no .* for this key → Set OPENAI_MODEL/],
  ['a used-up quota', openAi(429), 'Model', /the quota is used up → /],
  ['a model’s key that works', openAi(200), 'Model', /^✓ gpt/],
  [
    'a model that listens to nothing',
    openAi(200),
    'Voice notes',
    /^! not written down: .* → Set OPENAI_TRANSCRIBE_MODEL/,
  ],
  [
    'a key that may not transcribe',
    openAi(401, listening),
    'Voice notes',
    /^✗ the key may not transcribe → Give the key access to audio/,
  ],
  [
    'an unknown model for voice notes',
    openAi(404, listening),
    'Voice notes',
    /^✗ there is no whisper-1 for this key → Set OPENAI_TRANSCRIBE_MODEL to/,
  ],
  [
    'a model that cannot listen',
    openAi(400, { OPENAI_TRANSCRIBE_MODEL: 'gpt-5' }),
    'Voice notes',
    /^✗ gpt-5 takes no sound \(HTTP 400\) → Set OPENAI_TRANSCRIBE_MODEL to/,
  ],
  ['a quota used up by voice notes', openAi(429, listening), 'Voice notes', /^✗ the quota is used up → /],
  ['a page instead of a transcript', openAi(200, listening), 'Voice notes', /^✗ answers something else/],
  ['a model that listens', openAi(200, listening, '{"text":""}'), 'Voice notes', /^✓ whisper-1/],
];
