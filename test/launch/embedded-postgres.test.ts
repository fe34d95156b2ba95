import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { readChildRecords } from '../../launch/child-records';
import { startPostgres, type EmbeddedPostgres } from '../../launch/embedded-postgres';
import type { Home } from '../../launch/home';
import { createProgress } from '../../launch/progress';
import { eventually } from '../support/eventually';
import { LOOPBACK, listeningAddresses } from './listening-addresses';
import { temporaryHome } from './temporary-folder';

const progress = createProgress();
let home: Home;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  home = await temporaryHome();
  postgres = await startPostgres({ home, progress, preferredPort: 0 });
});

async function query(sql: string, url = postgres.url): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

const postmasterPid = () =>
  Number(readFileSync(path.join(home.dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
/** In a user namespace the pid stays the same, so the file's pid is the machine's. */
const restart = async () => {
  postgres = await startPostgres({ home, progress, preferredPort: 0 });
};

test('an answered commit is on the disk', async () => {
  expect(await query('show fsync')).toEqual(['on']);
  expect(await query('show synchronous_commit')).toEqual(['on']);
  expect(await query('show full_page_writes')).toEqual(['on']);
});

test('text is UTF-8 and is sorted the same way on every machine', async () => {
  const settings = await query(
    `select pg_encoding_to_char(encoding), datlocprovider, datlocale from pg_database where datname = current_database()`,
  );
  expect(settings).toEqual(['UTF8', 'b', 'C.UTF-8']);
});

test('it listens on loopback only', () => {
  expect(new Set(listeningAddresses(postmasterPid()))).toEqual(new Set([LOOPBACK]));
});

test('nobody gets in without the password, which only the owner of the home can read', async () => {
  await expect(query('select 1', postgres.url.replace(/baton:\w+@/, 'baton:guess@'))).rejects.toMatchObject({
    code: '28P01',
  });
  expect(statSync(path.join(home.dir, 'postgres-password')).mode & 0o777).toBe(0o600);
});

test('rows survive a stop and a start', async () => {
  await query('create table kept as select 1 as value');
  await postgres.stop();
  await restart();
  expect(await query('select value from kept')).toEqual([1]);
});

test('committed rows survive kill -9 of the server, and the next start recovers them', async () => {
  await query('create table survived as select 2 as value');
  process.kill(postmasterPid(), 'SIGKILL');
  await restart();
  expect(await query('select value from survived')).toEqual([2]);
});

test('kept up, it is there again where it was after kill -9, with all that was committed', async () => {
  const itsHome = await temporaryHome();
  const kept = await startPostgres({ home: itsHome, progress, preferredPort: 0, keptUp: true });
  await query('create table survived as select 3 as value', kept.url);
  const pidOf = () => readChildRecords(path.join(itsHome.dir, 'children.json'))[0]?.pid ?? 0;
  const killed = pidOf();
  process.kill(-killed, 'SIGKILL');
  expect(await eventually(() => query('select value from survived', kept.url))).toEqual([3]);
  expect(pidOf()).not.toBe(killed);
  await kept.stop();
  expect(pidOf()).toBe(0);
});

test('a pid file whose pid belongs to somebody else now does not stop the start', async () => {
  const pidFile = path.join(home.dir, 'postgres', 'postmaster.pid');
  const content = readFileSync(pidFile, 'utf8');
  await postgres.stop();
  const stranger = spawn('sleep', ['600']);
  writeFileSync(pidFile, content.replace(/^\d+/, String(stranger.pid)));
  try {
    await restart();
  } finally {
    stranger.kill();
  }
  expect(await query('select 1')).toEqual([1]);
});

test('two homes run at once, each with its own data', async () => {
  const other = await temporaryHome();
  const second = await startPostgres({ home: other, progress, preferredPort: postgres.port });
  expect(second.port).not.toBe(postgres.port);
  await query('create table only_here as select 1', second.url);
  await expect(query('select * from only_here')).rejects.toMatchObject({ code: '42P01' });
});

test('data of another major version is refused with both versions named, and left as it is', async () => {
  const other = await temporaryHome();
  await (await startPostgres({ home: other, progress, preferredPort: 0 })).stop();
  const versionFile = path.join(other.dir, 'postgres', 'PG_VERSION');
  writeFileSync(versionFile, '12\n');
  await expect(startPostgres({ home: other, progress, preferredPort: 0 })).rejects.toThrow(
    /Postgres 12, but Postgres 18/,
  );
  expect(readFileSync(versionFile, 'utf8')).toBe('12\n');
});
