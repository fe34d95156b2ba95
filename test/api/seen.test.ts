import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { at, page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const messageIds = async (id: string) =>
  page(await api.call('GET', `/api/conversations/${id}/messages`)).items.map((item) => String(item['id']));
const unread = async (id: string, key: string) =>
  (await api.call('GET', `/api/conversations/${id}`, { key })).body['unread'];
const see = (id: string, messageId: string | undefined, key = api.ana.key) =>
  api.call('POST', `/api/conversations/${id}/seen`, { key, body: { messageId } });
const takeOver = (id: string, key: string) =>
  api.call('POST', `/api/conversations/${id}/take-over`, { key, body: { clientId: clientId() } });

test('what a teammate has seen never goes back, and is theirs alone', async () => {
  const waId = newWaId();
  const id = await api.conversation('1', waId);
  await api.webhook(delivery([textMessage('2', { from: waId }), textMessage('3', { from: waId })]));
  const [first, second, third] = await messageIds(id);
  expect(await unread(id, api.ana.key)).toBe(3);
  expect((await see(id, second)).status).toBe(204);
  expect([await unread(id, api.ana.key), await unread(id, api.ben.key)]).toEqual([1, 3]);
  expect((await see(id, first)).status).toBe(204);
  expect(await unread(id, api.ana.key)).toBe(1);
  expect((await see(id, third)).status).toBe(204);
  expect(await unread(id, api.ana.key)).toBe(0);
  await api.webhook(delivery([textMessage('4', { from: waId })]));
  expect(await unread(id, api.ana.key)).toBe(1);
});

test('only what the customer wrote is unread: no reaction, no reply; and it is counted up to 99', async () => {
  const waId = newWaId();
  const first = textMessage('Hello', { from: waId });
  await api.webhook(delivery([first]));
  const id = String(api.rings.at(-1)?.conversationId);
  const reaction = { type: 'reaction', reaction: { message_id: first['id'], emoji: '👍' } };
  await api.webhook(delivery([textMessage('', { from: waId, ...reaction })]));
  await api.call('POST', `/api/conversations/${id}/messages`, { body: { clientId: clientId(), text: 'Hi' } });
  expect(await unread(id, api.ben.key)).toBe(1);
  await api.webhook(delivery(Array.from({ length: 120 }, () => textMessage('Again', { from: waId }))));
  expect(await unread(id, api.ben.key)).toBe(99);
});

test('a message of another conversation, or of none, cannot be seen in this one', async () => {
  const [one, other] = [await api.conversation(), await api.conversation()];
  const [message] = await messageIds(other);
  for (const messageId of [message, '00000000-0000-4000-8000-000000000000'])
    expect((await see(one, messageId)).body['code']).toBe('not_found');
  expect((await see('00000000-0000-4000-8000-000000000000', message)).body['code']).toBe('not_found');
  expect((await see(one, 'yesterday')).body['code']).toBe('invalid_request');
  expect(await unread(one, api.ana.key)).toBe(1);
});

test('the counts are those of the lists, and unread counts own conversations with something new', async () => {
  const counts = async () => (await api.call('GET', '/api/conversations/counts', { key: api.ben.key })).body;
  const before = await counts();
  const [held, alsoHeld] = [await api.conversation(), await api.conversation(), await api.conversation()];
  await takeOver(held, api.ben.key);
  await takeOver(alsoHeld, api.ben.key);
  await see(alsoHeld, (await messageIds(alsoHeld))[0], api.ben.key);
  await api.call('POST', `/api/conversations/${alsoHeld}/messages`, {
    key: api.ben.key,
    body: { clientId: clientId(), text: 'Hi' },
  });
  const more = (name: string) => Number(before[name]);
  expect(await counts()).toEqual({
    mine: more('mine') + 2,
    waiting: more('waiting') + 1,
    ai: more('ai') + 1,
    all: more('all') + 3,
    unread: more('unread') + 1,
  });
  for (const filter of ['mine', 'waiting', 'ai', 'all']) {
    const list = await api.call('GET', `/api/conversations?filter=${filter}&limit=200`, { key: api.ben.key });
    expect([filter, page(list).items.length]).toEqual([filter, (await counts())[filter]]);
  }
});

test('a conversation shows who holds it, and who wrote its newest message when', async () => {
  const id = await api.conversation();
  const show = async () => (await api.call('GET', `/api/conversations/${id}`)).body;
  expect(await show()).toMatchObject({ holder: null, lastMessage: { author: 'customer', teammateId: null } });
  await api.call('POST', `/api/conversations/${id}/assign`, { body: { clientId: clientId(), teammateId: api.ben.id } });
  expect(await show()).toMatchObject({ holder: null, assignee: { id: api.ben.id } });
  const reply = await api.call('POST', `/api/conversations/${id}/messages`, {
    key: api.ana.key,
    body: { clientId: clientId(), text: 'Hi' },
  });
  expect(await show()).toMatchObject({
    holder: { id: api.ana.id, name: 'Ana' },
    lastMessage: { author: 'teammate', teammateId: api.ana.id, at: reply.body['createdAt'] },
  });
});

test('who has waited longest comes first, each once, page by page; that order goes with that list only', async () => {
  const waiting: string[] = [];
  for (let count = 0; count < 5; count++) {
    const id = await api.conversation();
    await api.call('POST', `/api/conversations/${id}/handoff`, { body: { clientId: clientId() } });
    waiting.push(id);
  }
  // The second and the third since the same instant.
  for (const [index, id] of waiting.entries())
    await api.db.query(`update conversation set waiting_since = $2 where id = $1`, [
      id,
      `2026-01-0${index === 2 ? 2 : index + 1}T00:00:00.123456Z`,
    ]);
  const equals = waiting.slice(1, 3).sort();
  const found: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/api/conversations?filter=waiting&sort=waiting&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { items, nextCursor } = page(await api.call('GET', path));
    found.push(...items.map(({ id }) => id));
    cursor = nextCursor;
  }
  expect(found.slice(0, 5)).toEqual([waiting[0], ...equals, waiting[3], waiting[4]]);
  expect(new Set(found).size).toBe(found.length);

  const other = await api.call('GET', '/api/conversations?filter=all&sort=waiting');
  expect([other.status, at(other.body, 'errors.0.field')]).toEqual([400, 'sort']);
  const { nextCursor } = page(await api.call('GET', '/api/conversations?filter=waiting&sort=waiting&limit=1'));
  const mixed = await api.call('GET', `/api/conversations?filter=waiting&cursor=${String(nextCursor)}`);
  expect(mixed.body['code']).toBe('invalid_cursor');
});
