import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { Umzug } from 'umzug';
import { z } from 'zod';
import type { Queryable } from './pool';
import { Id, rows } from './query';

const FOLDER = path.join(__dirname, 'migrations');
// Any constant: one lock per database for everybody who migrates Baton.
const LOCK_KEY = 20_261_125;
const LOCK_WAIT_MS = 120_000;

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/**
 * Brings the schema up to date; returns the names of the files applied now. Safe with several starters at once: one
 * migrates, the others wait. Each file is one transaction, so a starter killed in the middle leaves nothing half done.
 * @throws when a file that was already applied has been edited since, or an applied file is gone.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await lock(client);
    await client.query(`create table if not exists schema_migration
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const migrations = await readMigrations();
    await refuseEdited(client, migrations);
    const applied = await umzug(client, migrations).up();
    return applied.map(({ name }) => name);
  } finally {
    await client.end(); // also gives the lock back
  }
}

/** Polled: a blocking advisory lock would deadlock with a later `create index concurrently`. */
async function lock(client: Client): Promise<void> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    const [got] = await rows(client, z.object({ locked: z.boolean() }), 'select pg_try_advisory_lock($1) as locked', [
      LOCK_KEY,
    ]);
    if (got?.locked === true) return;
    if (Date.now() > deadline) throw new Error('another process has been migrating this database for two minutes');
    await delay(50);
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(FOLDER, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What of this release's migrations a database has; `foreign` are those it has that are not, or no longer, of this release. */
export async function migrationState(
  db: Queryable,
): Promise<{ applied: number; missing: string[]; foreign: string[] }> {
  const ours = new Map((await readMigrations()).map(({ name, sha256 }) => [name, sha256]));
  const known = await rows(
    db,
    z.object({ is: z.boolean() }),
    `select to_regclass('schema_migration') is not null as is`,
  );
  const applied = known[0]?.is === true ? await readApplied(db) : [];
  const foreign = applied.filter(({ name, sha256 }) => ours.get(name) !== sha256).map(({ name }) => name);
  const missing = [...ours.keys()].filter((name) => !applied.some((one) => one.name === name));
  return { applied: applied.length, missing, foreign };
}

function readApplied(db: Queryable): Promise<{ name: string; sha256: string }[]> {
  return rows(db, z.object({ name: z.string(), sha256: z.string() }), 'select name, sha256 from schema_migration');
}

async function refuseEdited(client: Client, migrations: Migration[]): Promise<void> {
  for (const { name, sha256 } of await readApplied(client)) {
    const file = migrations.find((migration) => migration.name === name);
    if (file === undefined)
      throw new Error(`migration ${name} was applied to this database but is not in this release`);
    if (file.sha256 !== sha256)
      throw new Error(`migration ${name} was edited after it was applied: restore it and add a new file instead`);
  }
}

function umzug(client: Client, migrations: Migration[]): Umzug<Client> {
  return new Umzug<Client>({
    context: client,
    logger: undefined,
    migrations: migrations.map(({ name, sql, sha256 }) => ({
      name,
      up: async () => {
        await client.query('begin');
        try {
          await client.query(sql);
          await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      },
    })),
    storage: {
      // Written inside the migration's own transaction above.
      logMigration: () => Promise.resolve(),
      unlogMigration: () => Promise.resolve(),
      executed: async () =>
        (await rows(client, z.object({ name: z.string() }), 'select name from schema_migration')).map(
          ({ name }) => name,
        ),
    },
  });
}

/** This installation's id: the default prefix of its task queues. */
export async function installationId(db: Pool): Promise<string> {
  const [found] = await rows(db, Id, 'select id from installation');
  if (found === undefined) throw new Error('the database has no installation row: run the migrations first');
  return found.id;
}
