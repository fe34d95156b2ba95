import { setTimeout as delay } from 'node:timers/promises';
import { createPool, type Database } from '../../db/pool';
import { startTcpProxy } from '../support/tcp-proxy';
import { openEventClient } from './event-client';
import { liveInstallation, startLiveApi, type LiveApi } from './live-installation';

const WRITERS = 20;
const CHANGES = 10_000;
const LISTENERS = 50;

/**
 * One writer's transactions, one after the other in the database itself. Each stays open for a moment, some for so long
 * that many others begin and commit meanwhile: what those wrote comes after theirs.
 */
const WRITE = `
  do $$
  declare own uuid[] := array(select id from conversation order by id offset 3 * %WRITER% limit 3);
  begin
    for round in 1..${CHANGES / WRITERS} loop
      update conversation set last_message_at = clock_timestamp() where id = own[1 + round % 3];
      perform pg_sleep(case when round % 50 = %WRITER% then 0.3 else random() * 0.01 end);
      commit;
    end loop;
  end $$`;

async function write(db: Database, writer: number): Promise<void> {
  const client = await db.connect();
  // Durability is not in question here, and a busy disk would make everything wait.
  await client.query('set synchronous_commit = off; set statement_timeout = 0');
  await client.query(WRITE.replaceAll('%WRITER%', String(writer)));
  client.release(true);
}

test('10,000 changes by 20 writers reach 50 listeners once each, while connections, network and api break in turn', async () => {
  const place = await liveInstallation(3 * WRITERS);
  const database = await startTcpProxy(new URL(place.url).host);
  const throughProxy = new URL(place.url);
  throughProxy.host = database.address;
  let api: LiveApi = await startLiveApi(throughProxy.toString());
  let front = await startTcpProxy(new URL(api.url).host);
  const listeners = Array.from({ length: LISTENERS }, () =>
    openEventClient(() => `http://${front.address}`, { key: place.ana.key }),
  );
  await Promise.all(listeners.map(({ until }) => until(({ name }) => name === 'ready')));
  const changes = async () => {
    const { rows } = await place.db.query<{ id: string }>(
      `select xid::text || ':' || conversation_id as id from conversation_change order by xid, conversation_id`,
    );
    return rows.map(({ id }) => id);
  };
  const before = (await changes()).length;

  const faults = [
    async () => {
      await place.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'live-api' and datname = current_database()`,
      );
    },
    async () => {
      database.cut();
      await delay(200);
      database.restore();
    },
    async () => {
      front.cut();
      await delay(200);
      front.restore();
    },
    async () => {
      await api.close();
      api = await startLiveApi(throughProxy.toString());
      const next = await startTcpProxy(new URL(api.url).host);
      await front.stop();
      front = next;
    },
  ];
  const writers = createPool({ url: place.url, applicationName: 'writers', max: WRITERS, onError: () => undefined });
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writers, writer)));
  for (const [turn, fault] of [...faults, ...faults].entries()) {
    while ((await changes()).length < ((turn + 1) * CHANGES) / 10) await delay(20);
    await fault();
  }
  await writing;
  await writers.end();

  const expected = (await changes()).slice(before);
  expect(expected).toHaveLength(CHANGES);
  const last = expected.at(-1);
  await Promise.all(listeners.map(({ until }) => until(({ id, name }) => name === 'change' && id === last)));
  for (const { events, stop } of listeners) {
    stop();
    expect(events.filter(({ name }) => name === 'reload')).toEqual([]);
    const heard = events.flatMap(({ name, id }) => (name === 'change' ? [id] : []));
    expect(heard.slice(-CHANGES).join()).toBe(expected.join());
    expect(new Set(heard).size).toBe(heard.length);
  }
  await api.close();
  await Promise.all([front.stop(), database.stop()]);
  await place.drop();
});
