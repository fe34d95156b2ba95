import { createServer } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { openEventStream } from '../../api/event-stream';
import { CHANGES_KEPT_MS, pruneChanges } from '../../db/changes';
import { markSeen } from '../../db/seen';
import { markRung } from '../../transactions/mark-rung';
import { eventually } from '../support/eventually';
import { openEventClient, type EventClient } from './event-client';
import { liveInstallation, startLiveApi, TOUCH, type LiveApi, type LiveInstallation } from './live-installation';

let place: LiveInstallation;
let api: LiveApi;
const clients: EventClient[] = [];
beforeAll(async () => {
  place = await liveInstallation(10);
  api = await startLiveApi(place.url);
  // A transaction anywhere on the server holds changes back: what made the installation would be news to the first listeners.
  await eventually(async () => {
    const { rows } = await place.db.query(
      'select max(xid) < pg_snapshot_xmin(pg_current_snapshot()) as "isOld" from conversation_change',
    );
    expect(rows).toEqual([{ isOld: true }]);
  });
});
afterEach(() => clients.splice(0).forEach(({ stop }) => stop()));
afterAll(async () => {
  await api.close();
  await place.drop();
});

const listen = (options: { key?: string; from?: string } = {}): EventClient => {
  const client = openEventClient(() => api.url, { key: place.ana.key, ...options });
  clients.push(client);
  return client;
};
const conversation = (index: number) => String(place.conversations[index]);
const isReady = ({ name }: { name: string }) => name === 'ready';
const about = (id: string) => (event: { data: string }) => event.data.includes(id);
const changed = (client: EventClient) =>
  client.events.flatMap(({ name, data }) =>
    name === 'change' ? [place.conversations.indexOf(String(/[0-9a-f-]{36}/.exec(data)?.[0]))] : [],
  );

test('a listener hears from its first moment on, and of what it missed before that when it comes back', async () => {
  await place.db.query(TOUCH, [conversation(0)]);
  const first = listen();
  const ready = await first.until(isReady);
  await place.db.query(TOUCH, [conversation(1)]);
  await first.until(about(conversation(1)));
  expect(first.events[0]?.name).toBe('ready');

  await place.db.query(TOUCH, [conversation(2)]);
  const back = listen({ from: ready.id });
  await eventually(() => expect(changed(back).slice(-2)).toEqual([1, 2]));
});

test('a change held back by an older transaction that is still running is not lost, and keeps its order', async () => {
  const client = listen();
  await client.until(isReady);
  const slow = await place.db.connect();
  const idle = await place.db.connect();
  try {
    await slow.query('begin');
    await slow.query(TOUCH, [conversation(3)]);
    await idle.query('begin');
    await idle.query('select pg_current_xact_id()');
    await place.db.query(TOUCH, [conversation(4)]);
    await place.db.query(TOUCH, [conversation(5)]);
    await slow.query('commit');
    await eventually(() => expect(changed(client).at(-1)).toBe(3));
    // Its end tells nobody anything.
    await idle.query('rollback');
    await eventually(() => expect(changed(client).slice(-3)).toEqual([3, 4, 5]));
  } finally {
    slow.release();
    idle.release();
  }
});

test('one transaction is one change of a conversation, with the messages it touched', async () => {
  const client = listen();
  await client.until(isReady);
  const { rows } = await place.db.query<{ id: string }>(
    `with noted as (update conversation set last_message_at = now(), last_number = 3 where id = $1 returning id)
      insert into message (conversation_id, number, placed_at, author, kind, text, wa_message_id, state)
        select noted.id, i, now(), 'customer', 'text', 'Hello', 'live-' || i, 'received' from noted, generate_series(1, 3) i
        returning id`,
    [conversation(6)],
  );
  const { data } = await client.until(about(conversation(6)));
  const told = JSON.parse(data) as { messageIds: string[] };
  expect(told.messageIds.sort()).toEqual(rows.map(({ id }) => id).sort());
  await place.db.query(TOUCH, [conversation(7)]);
  await client.until(about(conversation(7)));
  expect(changed(client).slice(-2)).toEqual([6, 7]);
});

const countChanges = async () => {
  const { rows } = await place.db.query<{ count: number }>('select count(*) from conversation_change');
  return Number(rows[0]?.count);
};

test('the marks of a ring are no change: its batches would drown what people see', async () => {
  const before = await countChanges();
  await place.db.query('update conversation set work = work + 1, work_at = now(), rung_at = null, rings = 0');
  await markRung(
    place.db,
    place.conversations.map((conversationId) => ({ conversationId, work: 1 })),
  );
  const { rows } = await place.db.query<{ count: number }>(
    'select count(*) from conversation where rung_at is not null',
  );
  expect(Number(rows[0]?.count)).toBe(place.conversations.length);
  expect(await countChanges()).toBe(before);
});

/** What the triggers leave out, on purpose. A new column must be either watched or named here. */
const UNSEEN: Record<string, string[]> = {
  conversation: ['id', 'created_at', 'newest_placed_at', 'work', 'work_at', 'rung_at', 'rings', 'known_person_at'],
  message: [
    ...['id', 'author', 'teammate_id', 'created_at', 'needs_answer', 'settled_at', 'purpose', 'client_id', 'epoch'],
    ...[
      'attempts',
      'claimed_at',
      'attempt_over',
      'late_claims',
      'next_attempt_at',
      'opening',
      'resend_of',
      'arrived_by',
      'transcribed_at',
    ],
  ],
};

test.each(Object.keys(UNSEEN))('every column of %s that people see is watched', async (table) => {
  const { rows } = await place.db.query<{ name: string; isWatched: boolean }>(
    `select column_name as name, definition ~ ('(o|old)\\.' || column_name || '\\M') as "isWatched"
      from information_schema.columns, (select string_agg(pg_get_triggerdef(t.oid) || p.prosrc, ' ') as definition
        from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgrelid = $1::text::regclass and not t.tgisinternal and t.tgname not like '%guard') code
      where table_name = $1`,
    [table],
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(
    rows
      .filter(({ isWatched }) => !isWatched)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(UNSEEN[table]?.sort());
});

test('what one teammate has seen is told to their own pages only', async () => {
  const { rows } = await place.db.query<{ id: string }>(
    `insert into message (conversation_id, number, placed_at, author, kind, text, wa_message_id, state)
      values ($1, 1, now(), 'customer', 'text', 'Hello', 'seen-1', 'received') returning id`,
    [conversation(8)],
  );
  const [ana, ben] = [listen(), listen({ key: place.ben.key })];
  await Promise.all([ana.until(isReady), ben.until(isReady)]);
  const mark = { conversationId: conversation(8), teammateId: place.ana.id, messageId: String(rows[0]?.id) };
  expect(await markSeen(place.db, mark)).toBe(true);
  await place.db.query(TOUCH, [conversation(9)]);
  await Promise.all([ana.until(about(conversation(9))), ben.until(about(conversation(9)))]);
  expect(ana.events.map(({ name, data }) => [name, about(conversation(8))({ data })])).toContainEqual(['seen', true]);
  expect(ben.events.map(({ name }) => name)).not.toContain('seen');
});

test.each([
  ['words', 'yesterday'],
  ['a number no transaction has', '18446744073709551616:00000000-0000-0000-0000-000000000000'],
  ['a place in the future of this database', '9000000000000000000:00000000-0000-0000-0000-000000000000'],
  ['another kind of id', '12:34'],
])('a listener that comes back with %s reads everything again', async (_what, from) => {
  const client = listen({ from });
  await client.until(isReady);
  expect(client.events.map(({ name }) => name)).toEqual(['reload', 'ready']);
});

test('a place whose changes have been pruned leads to reading everything again; a later one does not', async () => {
  const client = listen();
  const old = await client.until(isReady);
  await place.db.query(TOUCH, [conversation(0)]);
  const kept = await client.until(about(conversation(0)));
  await place.db.query(`update conversation_change set at = at - $1 * interval '1 millisecond'`, [CHANGES_KEPT_MS + 1]);
  await place.db.query(TOUCH, [conversation(1)]);
  await client.until(about(conversation(1)));
  const ofAge = (await countChanges()) - 1;
  // Whole transactions: the first one made all ten conversations.
  expect(await pruneChanges(place.db, { olderThanMs: CHANGES_KEPT_MS, batch: 2 })).toBe(10);
  expect(await pruneChanges(place.db, { olderThanMs: CHANGES_KEPT_MS, batch: 1_000 })).toBe(ofAge - 10);
  expect(await countChanges()).toBe(1);

  const late = listen({ from: old.id });
  await late.until(isReady);
  expect(late.events.map(({ name }) => name)).toEqual(['reload', 'ready']);
  const newer = listen({ from: String(client.events.at(-1)?.id) });
  await newer.until(isReady);
  expect(newer.events.map(({ name }) => name)).toEqual(['ready']);
  expect(kept.name).toBe('change');
});

test('an api that closes ends its streams in good order and lets go of the database', async () => {
  const closing = await startLiveApi(place.url);
  const client = openEventClient(() => closing.url, { key: place.ana.key, comesBack: false });
  await client.until(isReady);
  await closing.close();
  expect(await client.ended).toBe(true);
});

test('a reader that does not read is cut off instead of being waited for', async () => {
  const changes = Array.from({ length: 1_000 }, (_, index) => ({
    xid: BigInt(index),
    conversationId: conversation(0),
    messageIds: [conversation(1), conversation(2)],
    teammateId: null,
  }));
  let cut: () => void = () => undefined;
  const isCut = new Promise<void>((resolve) => (cut = resolve));
  const server = createServer((_req, res) => {
    const stream = openEventStream(Object.assign(res) as never, place.ana.id);
    const more = setInterval(() => stream.hear(changes), 1);
    res.once('close', () => {
      clearInterval(more);
      cut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await isCut;
  socket.destroy();
  server.close();
});
