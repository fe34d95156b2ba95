import express from 'express';
import { events } from '../../api/events';
import { listen, type Listening } from '../../api/listen';
import { makeApiKey } from '../../db/api-keys';
import { createPool, type Database } from '../../db/pool';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { insertTeammate } from '../support/seed';

export interface LiveInstallation extends TestDatabase {
  ana: { id: string; key: string };
  ben: { id: string; key: string };
  /** In a known order. */
  conversations: string[];
}

/** A database with people and conversations, for apis that serve nothing but live updates. */
export async function liveInstallation(conversations: number): Promise<LiveInstallation> {
  const database = await createTestDatabase();
  const { db } = database;
  const made = await db.query<{ id: string }>(
    `with made as (insert into customer (name) select 'Customer ' || i from generate_series(1, $1) i returning id)
      insert into conversation (customer_id, phone_number_id) select id, '7001' from made returning id`,
    [conversations],
  );
  return {
    ...database,
    ana: await person(db, 'Ana'),
    ben: await person(db, 'Ben'),
    conversations: made.rows.map(({ id }) => id),
  };
}

async function person(db: Database, name: string): Promise<{ id: string; key: string }> {
  const id = await insertTeammate(db, name);
  const made = await makeApiKey(db, { name, teammateId: id });
  if (made === null) throw new Error('no key for a teammate just added');
  return { id, key: made.key };
}

export interface LiveApi {
  url: string;
  close: () => Promise<void>;
}

/** The route over real HTTP, on a database pool of its own, as each api process has one. */
export async function startLiveApi(databaseUrl: string): Promise<LiveApi> {
  const db = createPool({ url: databaseUrl, applicationName: 'live-api', onError: () => undefined });
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: nothing };
  const api: Listening = await listen(express().use(events({ db, log })), { port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${api.port}`,
    close: async () => {
      await api.close();
      await db.end();
    },
  };
}

/** A change that everybody hears of. */
export const TOUCH = 'update conversation set last_message_at = clock_timestamp() where id = $1';
