import { randomUUID } from 'node:crypto';
import { delivery, newWaId, sign, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { at, page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const textsOf = async (id: string) =>
  page(await api.call('GET', `/api/conversations/${id}/messages?limit=200`)).items.map(({ text }) => text);
const accountEvents = async () => page(await api.call('GET', '/api/account-events')).items;
const countCustomers = async () => {
  const { rows } = await api.db.query<{ n: number }>('select count(*) as n from customer');
  return rows[0]?.n;
};

test('a signed message is stored, answered 200, and rung', async () => {
  const id = await api.conversation('Hello there');
  expect(await textsOf(id)).toEqual(['Hello there']);
  expect(api.rings.at(-1)).toMatchObject({
    conversationId: id,
    name: 'customerMessage',
    turn: true,
    epoch: 0,
    handler: 'ai',
  });
});

test('asking for a person rings urgent', async () => {
  await api.conversation('I want to talk to a human');
  expect(api.rings.at(-1)).toMatchObject({ urgent: true });
});

test('a redelivered webhook is stored once, also when ten copies arrive together', async () => {
  const waId = newWaId();
  const body = delivery([textMessage('once', { from: waId }), textMessage('and this', { from: waId })]);
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.webhook(body)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  const id = String(api.rings.at(-1)?.conversationId);
  expect(await textsOf(id)).toEqual(['once', 'and this']);
  const rung = api.rings.length;
  await api.webhook(body);
  expect(api.rings.length).toBe(rung);
});

test('a message that is delivered again changes nothing of its conversation, and beside a new one counts for nothing', async () => {
  const waId = newWaId();
  const known = textMessage('once', { from: waId });
  await api.webhook(delivery([known]));
  const id = String(api.rings.at(-1)?.conversationId);
  const row = async () => (await api.db.query<object>('select * from conversation where id = $1', [id])).rows;
  const before = await row();
  await api.webhook(delivery([known]));
  expect(await row()).toEqual(before);
  await api.webhook(delivery([known, textMessage('twice', { from: waId })]));
  await api.webhook(delivery([textMessage('three times', { from: waId })]));
  expect(await textsOf(id)).toEqual(['once', 'twice', 'three times']);
});

test('the halves of a first burst that arrive together make one conversation', async () => {
  const waId = newWaId();
  const customers = await countCustomers();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => api.webhook(delivery([textMessage(`part ${index}`, { from: waId })]))),
  );
  expect(await countCustomers()).toBe(Number(customers) + 1);
  const id = String(api.rings.at(-1)?.conversationId);
  expect((await textsOf(id)).sort()).toEqual(Array.from({ length: 8 }, (_, index) => `part ${index}`));
});

test('one item that makes no sense costs its siblings nothing, and is kept for people to look at', async () => {
  const waId = newWaId();
  const body = delivery(
    [
      textMessage('before', { from: waId }),
      { nonsense: true },
      textMessage('no id', { from: waId, id: undefined }),
      textMessage('after', { from: waId }),
    ],
    [{ id: 'wamid.unknown', status: 'dancing', timestamp: '1' }],
  );
  expect((await api.webhook(body)).status).toBe(200);
  expect(await textsOf(String(api.rings.at(-1)?.conversationId))).toEqual(['before', 'after']);
  const unreadable = (await accountEvents()).filter(({ field }) => field === 'unreadable_webhook');
  expect(unreadable.map(({ value }) => at(value, 'path'))).toEqual(
    expect.arrayContaining([
      'entry[0].changes[0].value.messages[1]',
      'entry[0].changes[0].value.messages[2]',
      'entry[0].changes[0].value.statuses[0]',
    ]),
  );
});

test('an item that Postgres refuses is set aside alone', async () => {
  const waId = newWaId();
  const status = {
    id: `wamid.${randomUUID()}`,
    status: 'failed',
    timestamp: '1790000000',
    errors: [{ code: 99_999_999_999 }],
  };
  expect((await api.webhook(delivery([textMessage('sibling', { from: waId })], [status]))).status).toBe(200);
  expect(await textsOf(String(api.rings.at(-1)?.conversationId))).toEqual(['sibling']);
  const [newest] = await accountEvents();
  expect([newest?.['field'], at(newest, 'value.reason')]).toEqual(['unreadable_webhook', 'sqlstate_22003']);
  expect(at(newest, 'value.raw')).toContain(status.id);
});

test.each([
  ['no JSON', 'this is no JSON'],
  ['nothing', ''],
  ['half a body', '{"entry":[{"changes":['],
  ['another shape', '[1,2,3]'],
  ['null', 'null'],
  ['brackets as deep as the limit allows', '['.repeat(1_000_000)],
  [
    'objects nested 10,000 deep',
    `{"entry":[{"changes":[{"field":"x","value":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}]}]}`,
  ],
])('signed garbage is answered 200: %s', async (_what, raw) => {
  expect((await api.webhook(raw)).status).toBe(200);
});

test('bytes that are no UTF-8 are answered 200', async () => {
  const raw = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
  const answer = await fetch(`${api.url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': sign(raw) },
    body: raw,
  });
  expect(answer.status).toBe(200);
});

test('NUL, half a surrogate pair and a text of 3 MB are stored readably', async () => {
  const waId = newWaId();
  const huge = 'y'.repeat(3_000_000);
  const raw = JSON.stringify(
    delivery([
      textMessage('a\0b', { from: waId }),
      textMessage('c\ud800d', { from: waId }),
      textMessage(huge, { from: waId }),
    ]),
  );
  expect((await api.webhook(raw)).status).toBe(200);
  const texts = await textsOf(String(api.rings.at(-1)?.conversationId));
  expect(texts[0]).toBe('a\ufffdb');
  expect(texts[1]).toBe('c\ufffdd');
  expect(texts[2]).toBe(huge);
});

test('a body over 5 MB is refused', async () => {
  expect((await api.webhook('z'.repeat(5_300_000))).status).toBe(413);
});

test('a field nobody knows, and what concerns the account, become account events', async () => {
  const value = { event: 'FLAGGED', display_phone_number: '15550100200' };
  const body = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          { field: 'phone_number_quality_update', value },
          { field: 'brand_new', value: { a: [1] } },
        ],
      },
    ],
  };
  expect((await api.webhook(body)).status).toBe(200);
  const events = await accountEvents();
  expect(events.slice(0, 2).map(({ field, value: kept }) => [field, kept])).toEqual([
    ['brand_new', { a: [1] }],
    ['phone_number_quality_update', value],
  ]);
});

test('a delivery status never takes a message back, whatever the order of arrival', async () => {
  const orders = [
    ['sent', 'delivered', 'read'],
    ['read', 'delivered', 'sent'],
    ['delivered', 'sent', 'delivered'],
    ['read', 'failed', 'sent'],
    ['failed', 'delivered', 'read'],
  ];
  const best = ['read', 'read', 'delivered', 'read', 'read'];
  for (const [index, order] of orders.entries()) {
    const id = await api.conversation();
    const reply = await api.call('POST', `/api/conversations/${id}/messages`, {
      body: { clientId: randomUUID(), text: 'Hi' },
    });
    const key = String(reply.body['id']);
    await api.db.query(`update message set state = 'sending', claimed_at = now() where id = $1`, [key]);
    const wamid = `wamid.${randomUUID()}`;
    for (const status of order) {
      const item = { id: wamid, status, timestamp: '1790000000', biz_opaque_callback_data: key };
      expect((await api.webhook(delivery([], [item, item]))).status).toBe(200);
    }
    const shown = page(await api.call('GET', `/api/conversations/${id}/messages`)).items.find(
      (item) => item['id'] === key,
    );
    expect([order, shown?.['state'], shown?.['waMessageId']]).toEqual([order, best[index], wamid]);
  }
});

test('what somebody typed on the business phone takes the conversation over', async () => {
  const waId = newWaId();
  const id = await api.conversation('Hello?', waId);
  const echo = {
    from: '15550100200',
    to: waId,
    id: `wamid.${randomUUID()}`,
    timestamp: '1790000000',
    type: 'text',
    text: { body: 'On my phone' },
  };
  const body = delivery([]);
  const change = {
    field: 'smb_message_echoes',
    value: { metadata: { phone_number_id: '700100200300' }, message_echoes: [echo] },
  };
  expect((await api.webhook({ ...body, entry: [{ id: '1', changes: [change] }] })).status).toBe(200);
  const { body: conversation } = await api.call('GET', `/api/conversations/${id}`);
  expect(conversation).toMatchObject({ handler: { kind: 'teammate', reason: 'taken_over', heldSince: null } });
  const { items } = page(await api.call('GET', `/api/conversations/${id}/messages`));
  expect(items.map(({ author }) => at(author, 'kind'))).toContain('business_phone');
});
