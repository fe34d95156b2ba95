import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createPool, type Database } from '../../db/pool';
import { environment } from './environment';

export interface TestDatabase {
  url: string;
  db: Database;
  drop: () => Promise<void>;
}

/** A database of its own for one test file, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template ${environment('TEMPLATE')}`);
  const url = new URL(environment('ADMIN_URL'));
  url.pathname = `/${name}`;
  // A copy of the template carries its installation id, which names the task queues: each test needs its own.
  const db = createPool({ url: url.toString(), applicationName: 'test', max: 10, onError: () => undefined });
  await db.query('update installation set id = gen_random_uuid()');
  return {
    url: url.toString(),
    db,
    drop: async () => {
      await db.end();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}

/** Two copies of a template at once fail with 55006: the second waits. */
async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: environment('ADMIN_URL') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
