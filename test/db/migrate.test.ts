import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../db/migrate';
import { environment } from '../support/environment';
import { eventually } from '../support/eventually';

const created: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomUUID().replaceAll('-', '')}`;
  await query(environment('ADMIN_URL'), `create database ${name}`);
  created.push(name);
  const url = new URL(environment('ADMIN_URL'));
  url.pathname = `/${name}`;
  return url.toString();
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const name of created) await query(environment('ADMIN_URL'), `drop database ${name} with (force)`);
});

test('five starters at once apply each migration once', async () => {
  const url = await emptyDatabase();
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  const rows = await query<{ name: string }>(url, 'select name from schema_migration order by name');
  expect(rows.map(({ name }) => name)).toEqual(applied.flat().sort());
});

test('a starter killed in mid-migration leaves nothing half done, and the next one finishes', async () => {
  const url = await emptyDatabase();
  const blocker = new Client({ connectionString: url });
  await blocker.connect();
  // The starter hangs inside its first migration, where it needs this name.
  await blocker.query('begin; create table message (id int)');
  const starter = spawn(
    process.execPath,
    ['-r', 'tsx/cjs', path.resolve(__dirname, '../support/migrate-main.ts'), url],
    {
      stdio: 'ignore',
    },
  );
  await eventually(async () => {
    const waiting = await query(
      environment('ADMIN_URL'),
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%create table message%'`,
    );
    expect(waiting).not.toHaveLength(0);
  });
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  await blocker.query('rollback');
  await blocker.end();
  await migrate(url);
  const tables = await query<{ name: string }>(
    url,
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['message', 'conversation', 'handoff_step']));
});

test('a migration edited after it was applied is noticed, by name', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await query(url, `update schema_migration set sha256 = 'other' where name = '0003-messages.sql'`);
  await expect(migrate(url)).rejects.toThrow(/0003-messages\.sql was edited/);
});
