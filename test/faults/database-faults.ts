import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Installation } from './installation';

/** A way in which Postgres does not serve, and what brings it back. */
export interface DatabaseFault {
  name: string;
  /** False where it still can be read: `/readyz` does not look for more. */
  isSeenByReadiness: boolean;
  /** Resolves when it has begun, with what ends it. */
  begin: (installation: Installation) => Promise<() => Promise<void>>;
}

export const DATABASE_FAULTS: readonly DatabaseFault[] = [
  { name: 'out of connections', isSeenByReadiness: true, begin: takeEveryConnection },
  { name: 'read-only', isSeenByReadiness: true, begin: makeReadOnly },
  { name: 'with a full disk', isSeenByReadiness: false, begin: fillDisk },
];

/** Ours are ended and their places taken, until there is none. */
async function takeEveryConnection({ baton }: Installation): Promise<() => Promise<void>> {
  const taken = [await connected(baton.databaseUrl)];
  for (let isFull = false; !isFull;) {
    await endOthers(taken[0]);
    try {
      for (;;) taken.push(await connected(baton.databaseUrl));
    } catch {
      isFull = (await countOthers(taken[0])) === 0;
    }
    await delay(20);
  }
  return async () => {
    await Promise.all(taken.map((client) => client.end()));
  };
}

/** As a standby is, or a database whose owner set it so before moving it. */
async function makeReadOnly({ baton }: Installation): Promise<() => Promise<void>> {
  const admin = await connected(baton.databaseUrl);
  const name = new URL(baton.databaseUrl).pathname.slice(1);
  const set = async (value: 'on' | 'off') => {
    await admin.query('set default_transaction_read_only = off');
    await admin.query(`alter database ${name} set default_transaction_read_only = ${value}`);
    await endOthers(admin); // those that are open go by what held when they were made
  };
  await set('on');
  return async () => {
    await set('off');
    await admin.end();
  };
}

/** Every write is refused as Postgres refuses it when it cannot make a table larger: SQLSTATE 53100. */
async function fillDisk({ baton }: Installation): Promise<() => Promise<void>> {
  const admin = await connected(baton.databaseUrl);
  const tables = await admin.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  // One after the other: locks on several tables at once could deadlock with the product's own.
  const onEach = async (statement: (table: string) => string) => {
    for (const { name } of tables.rows) await admin.query(statement(name));
  };
  await admin.query(`
    create function disk_is_full() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
      end $$`);
  await onEach(
    (table) => `create trigger disk_is_full before insert or update on ${table} execute function disk_is_full()`,
  );
  return async () => {
    await onEach((table) => `drop trigger disk_is_full on ${table}`);
    await admin.query('drop function disk_is_full');
    await admin.end();
  };
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const OTHERS = `from pg_stat_activity where datname = current_database() and application_name <> ''`;

async function endOthers(admin: Client | undefined): Promise<void> {
  await admin?.query(`select pg_terminate_backend(pid) ${OTHERS}`);
}

async function countOthers(admin: Client | undefined): Promise<number> {
  const found = await admin?.query(`select pid ${OTHERS}`);
  return found?.rowCount ?? 0;
}
