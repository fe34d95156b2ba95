import { setTimeout as delay } from 'node:timers/promises';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';
import { eventually } from '../support/eventually';
import type { Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const RACES = 25;

const post = (id: string, command: string, key: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/${command}`, { key, body: { clientId: clientId(), ...body } });

/** Both at once, many times, on a conversation of its own each; returns the statuses and the conversations. */
async function races(
  prepare: (id: string) => Promise<unknown>,
  one: (id: string, race: number) => Promise<Answer>,
  other: (id: string, race: number) => Promise<Answer>,
): Promise<{ id: string; statuses: [number, number] }[]> {
  const ids: string[] = [];
  while (ids.length < RACES) ids.push(await api.conversation());
  await Promise.all(ids.map(prepare));
  return Promise.all(
    ids.map(async (id, race) => {
      // Now the one, now the other is asked first, by some milliseconds or none: either may win.
      const flipped = race % 2 === 1;
      const first = (flipped ? other : one)(id, race);
      await delay((race % 5) * 4);
      const second = (flipped ? one : other)(id, race);
      const [a, b] = (await Promise.all([first, second])).map(({ status }) => status);
      return { id, statuses: flipped ? [b ?? 0, a ?? 0] : [a ?? 0, b ?? 0] };
    }),
  );
}

/** What no order of two commands may leave behind. */
async function contradictions(): Promise<string[]> {
  const { rows } = await api.db.query<{ name: string }>(
    `select 'a handler without an open handoff, or the other way round' as name from conversation c
       where (c.handler = 'teammate') <> exists
         (select 1 from handoff h where h.conversation_id = c.id and h.resolved_at is null and h.id = c.handoff_id)
     union all select 'two open handoffs' from handoff where resolved_at is null group by conversation_id having count(*) > 1
     union all select 'a handoff without its three steps' from handoff h
       where (select count(distinct kind) from handoff_step s where s.handoff_id = h.id) <> 3
     union all select 'a pending mail of a handoff that is over' from handoff h join handoff_step s on s.handoff_id = h.id
       where h.resolved_at is not null and s.kind = 'email' and s.state = 'pending'
     union all select 'a person’s words that nobody will send' from message where author = 'teammate' and state = 'suppressed'
     union all select 'an open conversation of somebody who has left' from conversation c
       join teammate t on t.id in (c.assignee_id, c.holder_id) where c.handler = 'teammate' and not t.active`,
  );
  return rows.map(({ name }) => name);
}

const repliesIn = async (id: string): Promise<number> =>
  (await api.db.query(`select 1 from message where conversation_id = $1 and author = 'teammate'`, [id])).rowCount ?? 0;

test('a reply and a resolve at once: both are done, and the reply is sent', async () => {
  const outcomes = await races(
    (id) => post(id, 'take-over', api.ana.key),
    (id) => post(id, 'messages', api.ana.key, { text: 'One more thing.' }),
    (id) => post(id, 'resolve', api.ana.key, { outcome: 'answered' }),
  );
  for (const { id, statuses } of outcomes) {
    expect(statuses).toEqual([200, 200]);
    expect(await repliesIn(id)).toBe(1);
  }
  expect(await contradictions()).toEqual([]);
});

/** Both while the conversation is locked by a third: they queue up in the order given, and then run into each other. */
async function queued(id: string, ...commands: (() => Promise<Answer>)[]): Promise<number[]> {
  const lock = await api.db.connect();
  const answers: Promise<Answer>[] = [];
  try {
    await lock.query('begin');
    await lock.query('select 1 from conversation where id = $1 for update', [id]);
    for (const command of commands) {
      answers.push(command());
      await eventually(async () => expect(await waitingForALock()).toBe(answers.length));
    }
    await lock.query('commit');
  } finally {
    lock.release();
  }
  return (await Promise.all(answers)).map(({ status }) => status);
}

async function waitingForALock(): Promise<number> {
  const { rowCount } = await api.db.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

const assign = (id: string): Promise<Answer> => post(id, 'assign', api.owner.key, { teammateId: api.ben.id });
const resolve = (id: string): Promise<Answer> => post(id, 'resolve', api.ana.key);

test('an assignment and a resolve at once: both are done, whole', async () => {
  const outcomes = await races((id) => post(id, 'take-over', api.ana.key), assign, resolve);
  for (const { statuses } of outcomes) expect(statuses).toEqual([200, 200]);
  expect(await contradictions()).toEqual([]);
});

test.each([
  { order: [assign, resolve], handler: 'ai' },
  { order: [resolve, assign], handler: 'teammate' },
])('the later of an assignment and a resolve has the last word: $handler', async ({ order, handler }) => {
  const id = await api.conversation();
  await post(id, 'take-over', api.ana.key);
  expect(await queued(id, ...order.map((command) => () => command(id)))).toEqual([200, 200]);
  const { rows } = await api.db.query('select handler from conversation where id = $1', [id]);
  expect(rows).toEqual([{ handler }]);
  expect(await contradictions()).toEqual([]);
});

test('a reply by somebody who is being deactivated is stored or refused, and nothing stays with them', async () => {
  const people = await Promise.all(
    Array.from({ length: RACES }, async (_, race) => {
      const made = await api.call('POST', '/api/teammates', {
        body: { name: `Leaving ${race}`, email: `leaving-${race}@example.com` },
      });
      const id = String(made.body['id']);
      const key = await api.call('POST', '/api/api-keys', { body: { name: 'race', teammateId: id } });
      return { id, key: String(key.body['key']) };
    }),
  );
  const outcomes = await races(
    () => Promise.resolve(),
    (id, race) => post(id, 'messages', people[race]?.key ?? '', { text: 'My last words here.' }),
    (_id, race) => api.call('DELETE', `/api/teammates/${people[race]?.id ?? ''}`),
  );
  for (const { id, statuses } of outcomes) {
    expect(statuses[1]).toBe(204);
    expect([200, 401, 403]).toContain(statuses[0]);
    expect(await repliesIn(id)).toBe(statuses[0] === 200 ? 1 : 0);
  }
  expect(await contradictions()).toEqual([]);
});
