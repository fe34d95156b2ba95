import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Home } from '../../launch/home';
import { pickPort } from '../../launch/ports';
import { unprivileged } from '../../launch/unprivileged';
import { eventually } from '../support/eventually';

const PASSWORD = 'of-a-test';

/** A Postgres of this machine's own packages, with the tools that belong to it: the embedded one comes without pg_dump. */
export interface PostgresWithTools {
  urlOf: (database: string) => string;
  dump: (database: string, file: string) => Promise<void>;
  restore: (file: string, database: string) => Promise<void>;
}

/** @throws when this machine has no such Postgres. */
export async function startPostgresWithTools(home: Home): Promise<PostgresWithTools> {
  const bin = folderOfPrograms();
  const runAs = unprivileged();
  const dataDir = path.join(home.dir, 'postgres-with-tools');
  const passwordFile = path.join(home.dir, 'password');
  mkdirSync(dataDir, { mode: 0o700 });
  writeFileSync(passwordFile, PASSWORD);
  runAs.give(dataDir);
  runAs.give(passwordFile);
  const initdb = runAs.wrap(path.join(bin, 'initdb'), [
    ...['--pgdata', dataDir, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C'],
  ]);
  execFileSync(initdb.command, initdb.args, { ...initdb, env: { LC_ALL: 'C' } });
  rmSync(passwordFile);
  const port = await pickPort(0);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`, 'fsync=off'];
  await home.children.spawn({
    name: 'postgres-with-tools',
    ...runAs.wrap(path.join(bin, 'postgres'), ['-D', dataDir, ...settings.flatMap((each) => ['-c', each])]),
    dataDir,
    port,
    stopSignal: 'SIGINT',
    env: { LC_ALL: 'C' },
  });
  const urlOf = (database: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  await eventually(async () => {
    const client = new Client({ connectionString: urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    await client.end();
  }, 60_000);
  const tool = (name: string, args: string[]) => promisify(execFile)(path.join(bin, name), args);
  return {
    urlOf,
    dump: async (database, file) => {
      await tool('pg_dump', ['--format', 'custom', '--file', file, urlOf(database)]);
    },
    restore: async (file, database) => {
      await tool('pg_restore', ['--dbname', urlOf(database), '--no-owner', '--exit-on-error', file]);
    },
  };
}

function folderOfPrograms(): string {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  if (newest === undefined) throw new Error('install PostgreSQL with its tools (Debian: postgresql) to try a restore');
  return path.join(packaged, newest, 'bin');
}
