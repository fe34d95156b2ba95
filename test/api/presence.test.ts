import { DEFAULT_TIMINGS } from '../../domain/timings';
import { openEventClient, type EventClient } from '../live/event-client';
import { draftAnswer } from '../support/drafted';
import { eventually } from '../support/eventually';
import { startApi, type ApiUnderTest } from './api-under-test';
import type { Answer } from './answer';

let api: ApiUnderTest;
let elsewhere: Awaited<ReturnType<ApiUnderTest['beside']>>;
let reader: EventClient;
beforeAll(async () => {
  api = await startApi();
  elsewhere = await api.beside();
  reader = openEventClient(() => elsewhere.url, { key: api.ben.key });
  await reader.until(({ name }) => name === 'ready');
});
afterAll(async () => {
  reader.stop();
  await elsewhere.close();
  await api.stop();
});

const beat = (id: string, body: Record<string, unknown> = {}, key = api.ana.key): Promise<Answer> =>
  api.call('POST', `/api/conversations/${id}/presence`, { key, body: { tabId: 'tab', ...body } });

/** The newest that the reader of the other api heard about a conversation. */
const heard = (id: string) =>
  reader.events.filter(({ name, data }) => name === 'presence' && data.includes(id)).at(-1)?.data;
const untilHeard = (id: string, teammates: unknown[]) =>
  eventually(() => expect(JSON.parse(heard(id) ?? 'null')).toEqual({ conversationId: id, teammates }));

test('who opens a conversation, types and leaves is told at once to every page, of other apis too', async () => {
  const id = await api.conversation();
  const ana = { teammateId: api.ana.id, typing: false };
  expect((await beat(id)).body).toEqual({ teammates: [ana] });
  await untilHeard(id, [ana]);
  await beat(id, { typing: true });
  await untilHeard(id, [{ ...ana, typing: true }]);
  // A beat that says nothing of it changes nothing.
  expect((await beat(id)).body).toEqual({ teammates: [{ ...ana, typing: true }] });
  await beat(id, { typing: false });
  await untilHeard(id, [ana]);
  await beat(id, { open: false });
  await untilHeard(id, []);
});

test('a teammate with several tabs is there once, until the last is closed, and types in any of them', async () => {
  const id = await api.conversation();
  await beat(id, { tabId: 'one', typing: true });
  await beat(id, { tabId: 'two' });
  const both = await beat(id, {}, api.ben.key);
  expect(both.body['teammates']).toHaveLength(2);
  expect(both.body['teammates']).toContainEqual({ teammateId: api.ana.id, typing: true });
  await beat(id, { tabId: 'one', open: false });
  expect((await beat(id, {}, api.ben.key)).body['teammates']).toContainEqual({ teammateId: api.ana.id, typing: false });
  await beat(id, { tabId: 'two', open: false });
  expect((await beat(id, {}, api.ben.key)).body['teammates']).toEqual([{ teammateId: api.ben.id, typing: false }]);
});

test('a page that says nothing any more is gone after its time, and is nobody’s typing', async () => {
  const soon = await api.beside({ timings: { ...DEFAULT_TIMINGS, presence: 100 } });
  try {
    const id = await api.conversation();
    const answer = await fetch(`${soon.url}/api/conversations/${id}/presence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.ana.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tabId: 'died', typing: true }),
    });
    expect(answer.status).toBe(200);
    await eventually(async () =>
      expect((await beat(id, {}, api.ben.key)).body).toEqual({
        teammates: [{ teammateId: api.ben.id, typing: false }],
      }),
    );
  } finally {
    await soon.close();
  }
});

test('who is where is of the moment: the record of changes has nothing of it', async () => {
  const id = await api.conversation();
  const changes = async () => (await api.db.query('select from conversation_change')).rowCount;
  const before = await changes();
  await beat(id);
  await beat(id, { typing: true });
  await beat(id, { open: false });
  expect(await changes()).toBe(before);
});

test('the end of typing rings where an answer of the AI waits, and nowhere else', async () => {
  const [idle, waiting] = [await api.conversation(), await api.conversation()];
  await draftAnswer(api.db, waiting);
  const rung = api.rings.length;
  for (const id of [idle, waiting]) {
    await beat(id, { typing: true });
    await beat(id);
    await beat(id, { typing: false });
    await beat(id, { typing: false });
  }
  await beat(waiting, { typing: true });
  await beat(waiting, { open: false });
  const ended = { conversationId: waiting, name: 'typingEnded', outbound: true, turn: false };
  await eventually(() => expect(api.rings.slice(rung)).toMatchObject([ended, ended]));
});

test.each([[{ tabId: '' }], [{ tabId: 'x'.repeat(65) }], [{ typing: 'yes' }], [{ colour: 'red' }]])(
  'a beat with %j is refused',
  async (body) => {
    const id = await api.conversation();
    expect((await beat(id, body)).status).toBe(400);
  },
);
