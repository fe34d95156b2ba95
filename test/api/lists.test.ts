import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Conversation } from '../../api/contract/conversation';
import { Message } from '../../api/contract/message';
import { conversationWorkflowId } from '../../workflows/contract';
import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { at, page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

/** Every item of a list, page by page. */
async function all(path: string, key = api.owner.key): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const next: string = cursor === null ? path : `${path}${separator}cursor=${encodeURIComponent(cursor)}`;
    const answer = page(await api.call('GET', next, { key }));
    items.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return items;
}

const ids = (items: Record<string, unknown>[]) => items.map(({ id }) => id);

test('paging through conversations of the same instant shows each once', async () => {
  const people = Array.from({ length: 120 }, () => textMessage('Hello', { from: newWaId() }));
  expect((await api.webhook(delivery(people))).status).toBe(200);
  await api.db.query(`update conversation set last_message_at = '2026-01-01T00:00:00.123456Z'`);
  for (const limit of [7, 50, 120]) {
    const found = ids(await all(`/api/conversations?limit=${limit}`));
    expect([found.length, new Set(found).size]).toEqual([120, 120]);
  }
});

test('conversations are listed by newest activity, and each filter shows its own', async () => {
  const [first, second, third] = [await api.conversation(), await api.conversation(), await api.conversation()];
  const newest = async (filter: string, key?: string) =>
    ids(await all(`/api/conversations?filter=${filter}`, key)).filter((id) =>
      [first, second, third].includes(String(id)),
    );
  expect(await newest('all')).toEqual([third, second, first]);
  expect(await newest('ai')).toEqual([third, second, first]);

  await api.call('POST', `/api/conversations/${first}/take-over`, { key: api.ana.key, body: { clientId: clientId() } });
  await api.call('POST', `/api/conversations/${second}/assign`, {
    body: { clientId: clientId(), teammateId: api.ben.id },
  });
  expect(await newest('mine', api.ana.key)).toEqual([first]);
  expect(await newest('mine', api.ben.key)).toEqual([second]);
  expect(await newest('ai')).toEqual([third]);
  expect((await newest('waiting')).sort()).toEqual([first, second].sort());

  await api.call('POST', `/api/conversations/${first}/messages`, {
    key: api.ana.key,
    body: { clientId: clientId(), text: 'Hi' },
  });
  expect(await newest('waiting')).toEqual([second]);
  expect((await newest('all'))[0]).toBe(first);
});

test('a conversation shows its customer, its window and where to read its story', async () => {
  const waId = newWaId();
  const id = await api.conversation('Where is my parcel?', waId);
  const { body } = await api.call('GET', `/api/conversations/${id}`);
  const conversation = z.strictObject(Conversation.shape).parse(body);
  expect(conversation).toMatchObject({
    id,
    customer: { name: null, phone: waId, username: null },
    handler: { kind: 'ai' },
    assignee: null,
    handoff: null,
    waitingSince: null,
    lastMessage: { author: 'customer', kind: 'text', text: 'Where is my parcel?' },
    workflowId: conversationWorkflowId(id),
    temporalUrl: `http://127.0.0.1:8233/namespaces/default/workflows/conversation%3A${id}`,
  });
  const { items } = page(await api.call('GET', `/api/conversations/${id}/messages`));
  const windowMs = Date.parse(conversation.serviceWindowEndsAt ?? '') - Date.parse(String(items[0]?.['placedAt']));
  expect(windowMs).toBe(24 * 3_600_000);
});

test('messages are listed by the second of WhatsApp, then by arrival, from either end', async () => {
  const waId = newWaId();
  const second = (offset: number) => String(1_790_000_000 + offset);
  const id = await api.conversation('first', waId);
  const late = [3, 1, 2, 1, 3].map((offset, index) =>
    textMessage(`${offset}-${index}`, { from: waId, timestamp: second(offset) }),
  );
  await api.db.query(`update message set placed_at = to_timestamp($1) where conversation_id = $2`, [
    Number(second(0)),
    id,
  ]);
  expect((await api.webhook(delivery(late))).status).toBe(200);
  const order = ['first', '1-1', '1-3', '2-2', '3-0', '3-4'];
  for (const limit of [2, 50]) {
    const path = `/api/conversations/${id}/messages?limit=${limit}`;
    expect((await all(path)).map(({ text }) => text)).toEqual(order);
    expect((await all(`${path}&order=desc`)).map(({ text }) => text)).toEqual([...order].reverse());
  }
});

test('paging through a history of one second loses nothing', async () => {
  const waId = newWaId();
  const id = await api.conversation('0', waId);
  const burst = Array.from({ length: 119 }, (_, index) => textMessage(String(index + 1), { from: waId }));
  expect((await api.webhook(delivery(burst))).status).toBe(200);
  await api.db.query(`update message set placed_at = '5138-11-16T09:46:39Z' where conversation_id = $1`, [id]);
  const texts = (await all(`/api/conversations/${id}/messages?limit=11`)).map(({ text }) => text);
  expect(texts).toEqual(Array.from({ length: 120 }, (_, index) => String(index)));
});

test('a message shows who wrote it, its files, its buttons and what happened to it', async () => {
  const waId = newWaId();
  const first = textMessage('Before', { from: waId });
  await api.webhook(delivery([first]));
  const id = String(api.rings.at(-1)?.conversationId);
  await api.webhook(
    delivery([
      textMessage('', {
        from: waId,
        type: 'image',
        image: { id: '900', mime_type: 'image/jpeg', caption: 'Look', sha256: 'x' },
        context: { id: first['id'] },
      }),
      textMessage('', {
        from: waId,
        type: 'edit',
        edit: { original_message_id: first['id'], message: { type: 'text', text: { body: 'After' } } },
      }),
      textMessage('', { from: waId, type: 'reaction', reaction: { message_id: first['id'], emoji: '👍' } }),
    ]),
  );
  await api.call('POST', `/api/conversations/${id}/messages`, {
    key: api.ben.key,
    body: { clientId: 'mine', text: 'Hi' },
  });
  await api.db.query(
    `with h as (select handoff_id from conversation where id = $1), t as (
        insert into turn (conversation_id, epoch, last_number, message_ids, kind, decision)
          values ($1, 0, 0, '{}', 'reply', '{}') returning id)
      insert into message (conversation_id, number, placed_at, author, kind, text, payload, purpose, epoch, turn_id, state)
        select $1, 999, now() + interval '1 hour', 'ai', 'buttons', 'Choose', $2, 'reply', 0, t.id, 'suppressed' from t, h`,
    [id, JSON.stringify({ buttons: [{ id: 'a', title: 'Yes' }] })],
  );
  const items = await all(`/api/conversations/${id}/messages`);
  const shown = items.map((item) => z.strictObject(Message.shape).parse(item));
  const find = (kind: string, author: string) =>
    shown.find((item) => item.kind === kind && item.author.kind === author);
  expect(find('text', 'customer')).toMatchObject({
    text: 'After',
    edited: true,
    revoked: false,
    purpose: null,
    state: 'received',
  });
  expect(find('image', 'customer')).toMatchObject({
    text: 'Look',
    replyTo: first['id'],
    media: [{ mimeType: 'image/jpeg', filename: null, voice: false, state: 'pending', error: null }],
  });
  expect(find('reaction', 'customer')).toMatchObject({ text: '👍', replyTo: first['id'] });
  expect(find('text', 'teammate')).toMatchObject({
    author: { kind: 'teammate', teammateId: api.ben.id },
    purpose: 'reply',
    clientId: 'mine',
    state: 'pending',
  });
  expect(find('buttons', 'ai')).toMatchObject({ buttons: [{ id: 'a', title: 'Yes' }], state: 'suppressed' });
});

test('what happened to a conversation is told newest first, page by page', async () => {
  const id = await api.conversation();
  for (const [command, body] of [
    ['handoff', { reason: 'upset' }],
    ['take-over', {}],
    ['resolve', { outcome: 'Refunded' }],
  ] as const)
    await api.call('POST', `/api/conversations/${id}/${command}`, { body: { ...body, clientId: clientId() } });
  const events = await all(`/api/conversations/${id}/events?limit=1`);
  expect(events.map(({ kind }) => kind)).toEqual(['resolved', 'taken_over', 'handoff_opened']);
  expect(at(events[0], 'data.outcome')).toBe('Refunded');
  expect(at(events[2], 'data.reason')).toBe('upset');
});

test('the id of a merged conversation leads to its survivor everywhere', async () => {
  const waId = newWaId();
  const kept = await api.conversation('from the number', waId);
  const bsuid = `DE.${randomUUID()}`;
  await api.webhook(delivery([textMessage('from the name', { from: undefined, from_user_id: bsuid })]));
  const other = String(api.rings.at(-1)?.conversationId);
  await api.webhook(delivery([textMessage('both', { from: waId, from_user_id: bsuid })]));
  expect(other).not.toBe(kept);
  expect((await api.call('GET', `/api/conversations/${other}`)).body['id']).toBe(kept);
  expect(await all(`/api/conversations/${other}/messages`)).toHaveLength(3);
  expect(ids(await all('/api/conversations?limit=200'))).not.toContain(other);
  const taken = await api.call('POST', `/api/conversations/${other}/take-over`, { body: { clientId: clientId() } });
  expect([taken.status, taken.body['id']]).toEqual([200, kept]);
});
