import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pageClient, tokenOf } from '../api/page-client';
import { startBaton, type Baton } from '../support/baton';
import { insertTeammate } from '../support/seed';

const ROOT = path.resolve(__dirname, '../..');
const EX_USAGE = 64;
const EX_CONFIG = 78;

jest.setTimeout(180_000);

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ roles: 'api', articles: [] });
});
afterAll(() => baton.stop());

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What start.mjs hands over to once all is compiled, which takes longer than everything here; from the sources. */
const COMMAND = `require('tsx/cjs/api').register(); require('./start.ts').printSignInLink(process.argv[1]);`;

/** The command for `email`, in a process of its own, under `env` and nothing else. */
function signInLink(email: string, env: Record<string, string> = baton.env): Promise<Ended> {
  return run(['-e', COMMAND, email], env);
}

async function run(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, stdout, stderr };
}

/** What no terminal should show: everything secret that it was started with. */
function secretsIn({ stdout, stderr }: Ended): string[] {
  return Object.entries(baton.env).flatMap(([name, value]) =>
    /TOKEN|SECRET|KEY|DATABASE_URL/.test(name) && (stdout + stderr).includes(value) ? [name] : [],
  );
}

test('while mail is down, who has a shell on the server gets a link that signs the teammate in, once', async () => {
  const made = await signInLink('Owner@Example.com');
  expect({ ...made, stdout: '' }).toMatchObject({ code: 0 });
  const [link = '', ...more] = made.stdout.trim().split('\n');
  expect(more).toEqual([]);
  expect(link).toMatch(new RegExp(`^${baton.env['PUBLIC_URL'] ?? ''}/sign-in#[\\w-]{40,}$`));
  expect(secretsIn(made)).toEqual([]);

  const page = pageClient(baton.url);
  const redeem = (client: typeof page) =>
    client.call('POST', '/api/sign-in/redeem', { body: { token: tokenOf(link) } });
  expect((await redeem(page)).status).toBe(200);
  expect((await page.call('GET', '/api/me')).body).toMatchObject({ email: 'owner@example.com', via: 'session' });
  expect((await redeem(pageClient(baton.url))).status).toBe(401);
  const { rows } = await baton.db.query<{ minutes: string }>(
    `select extract(epoch from expires_at - created_at) / 60 as minutes from sign_in`,
  );
  expect(rows.map(({ minutes }) => Math.round(Number(minutes)))).toEqual([60]);
});

test('an address of nobody, or of somebody who has left, gets none, and says so', async () => {
  const leaver = await insertTeammate(baton.db, 'Leaver');
  const { rows } = await baton.db.query<{ email: string }>(
    'update teammate set active = false where id = $1 returning email',
    [leaver],
  );
  const before = await madeSoFar();
  const emails = ['nobody@example.com', rows[0]?.email ?? ''];
  for (const refused of await Promise.all(emails.map((email) => signInLink(email)))) {
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('no active teammate has this address');
    expect(secretsIn(refused)).toEqual([]);
  }
  expect(await madeSoFar()).toBe(before);
});

test('without a configuration, or without an address, it says what is missing and ends with an error', async () => {
  const withoutDatabase = { ...baton.env, DATABASE_URL: '' };
  const unconfigured = await signInLink('owner@example.com', withoutDatabase);
  expect(unconfigured).toMatchObject({ code: EX_CONFIG, stdout: '' });
  expect(unconfigured.stderr).toContain('DATABASE_URL is missing');
  expect(secretsIn(unconfigured)).toEqual([]);
  for (const args of [[], ['owner@example.com', 'ben@example.com']]) {
    const unused = await run(['start.mjs', 'sign-in-link', ...args], baton.env);
    expect(unused).toMatchObject({ code: EX_USAGE, stdout: '' });
    expect(unused.stderr).toContain('npm run sign-in-link -- EMAIL');
  }
  const down = await signInLink('owner@example.com', {
    ...baton.env,
    DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/x',
  });
  expect(down).toMatchObject({ code: 1, stdout: '' });
  expect(down.stderr).not.toContain('hidden');
});

async function madeSoFar(): Promise<number> {
  const { rowCount } = await baton.db.query('select 1 from sign_in');
  return rowCount ?? 0;
}
