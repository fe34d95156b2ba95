import { randomUUID } from 'node:crypto';
import { createPool } from '../../db/pool';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';
import { at } from './answer';

let api: ApiUnderTest;
let conversationId: string;
beforeAll(async () => {
  api = await startApi();
  conversationId = await api.conversation();
});
afterAll(() => api.stop());

const reply = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('POST', `/api/conversations/${conversationId}/messages`, { body, headers });

test('an unknown address is a problem like any other', async () => {
  const answer = await api.call('GET', '/api/nowhere', { key: '' });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    type: 'urn:baton:problem:not_found',
    title: 'Not found',
    status: 404,
    code: 'not_found',
  });
});

test('a known address with another method says which ones it takes', async () => {
  for (const [path, allow] of [
    ['/api/conversations', 'GET'],
    [`/api/conversations/${conversationId}/messages`, 'GET, POST'],
    ['/api/settings/handoff', 'GET, PUT'],
    ['/webhooks/whatsapp', 'GET, POST'],
    ['/healthz', 'GET'],
  ] as const) {
    const answer = await api.call('DELETE', path);
    expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow]);
  }
});

test('an id that cannot be one names nothing', async () => {
  for (const id of ['1', 'x'.repeat(5_000), '%00', "'; drop table message; --", `${randomUUID()}0`])
    for (const part of ['', '/messages', '/events'])
      expect((await api.call('GET', `/api/conversations/${encodeURIComponent(id)}${part}`)).status).toBe(404);
  expect((await api.call('GET', `/api/conversations/${randomUUID()}`)).status).toBe(404);
  expect((await api.call('GET', `/api/conversations/${randomUUID()}/messages`)).status).toBe(404);
});

test('a malformed address is refused, not a crash', async () => {
  expect((await api.call('GET', '/api/conversations/%E0%A4%A')).status).toBe(400);
});

test('what is no JSON is refused', async () => {
  for (const body of ['{', 'null', '"text"', '[1', '{"a":}']) {
    const answer = await reply(body);
    expect([body, answer.status, answer.body['code']]).toEqual([body, 400, 'invalid_json']);
  }
});

test('another kind of body is refused before it is read', async () => {
  const body = JSON.stringify({ clientId: clientId(), text: 'hi' });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
    expect((await reply(body, { 'content-type': type })).status).toBe(415);
  expect((await reply(body, { 'content-type': 'application/json; charset=latin1' })).status).toBe(415);
});

test('a body over 256 kB is refused', async () => {
  const answer = await reply({ clientId: clientId(), text: 'x'.repeat(300_000) });
  expect([answer.status, answer.body['code']]).toEqual([413, 'too_large']);
});

test('every wrong field is named, and its value is not repeated', async () => {
  const answer = await reply({ clientId: 'has blanks', text: '', teammateId: 'secret-value', admin: true });
  expect(answer.status).toBe(400);
  const fields = (answer.body['errors'] as { field: string }[]).map(({ field }) => field);
  expect(fields.sort()).toEqual(['admin', 'clientId', 'teammateId', 'text']);
  expect(answer.text).not.toContain('secret-value');
});

test('a body without a field is refused by the name of the field', async () => {
  for (const body of [undefined, {}]) {
    const answer = await api.call('POST', `/api/conversations/${conversationId}/take-over`, { body });
    expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, 'clientId']);
  }
});

test.each([
  ['blank', '   \n '],
  ['over the limit of WhatsApp', 'x'.repeat(4_097)],
  ['with NUL', 'a\0b'],
  ['with half a surrogate pair', 'a\ud83d'],
])('a reply %s is refused', async (_what, text) => {
  const answer = await reply({ clientId: clientId(), text });
  expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, 'text']);
});

test('the longest text WhatsApp takes, and any sign people write, is stored as it is', async () => {
  for (const text of ['x'.repeat(4_096), 'ñ 😀 👩‍👩‍👧 עברית\n\tend ']) {
    const answer = await reply({ clientId: clientId(), text });
    expect([answer.status, answer.body['text']]).toEqual([200, text]);
  }
});

test('members that would reach an object prototype are unknown fields', async () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const answer = await reply(`{"clientId":"c-${name}","text":"hi","${name}":{"admin":true}}`);
    expect([answer.status, at(answer.body, 'errors.0.field')]).toEqual([400, name]);
  }
});

test('a wrong query is refused by the name of the parameter', async () => {
  for (const [query, field] of [
    ['filter=everything', 'filter'],
    ['filter=ai&filter=all', 'filter'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
  ]) {
    const answer = await api.call('GET', `/api/conversations?${String(query)}`);
    expect([query, answer.status, at(answer.body, 'errors.0.field')]).toEqual([query, 400, field]);
  }
});

test('a cursor of no list, or of another, is refused', async () => {
  const made = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
  for (const path of [
    '/api/conversations',
    `/api/conversations/${conversationId}/messages`,
    '/api/articles',
    '/api/account-events',
  ])
    for (const cursor of [
      'x',
      '!!!',
      made(['a', 'b']),
      made(null),
      made([1, 2]),
      made(-1),
      made(randomUUID().slice(1)),
    ]) {
      const answer = await api.call('GET', `${path}?cursor=${encodeURIComponent(cursor)}`);
      expect([path, cursor, answer.status, answer.body['code']]).toEqual([path, cursor, 400, 'invalid_cursor']);
    }
  const foreign = await api.call('GET', `/api/conversations/${conversationId}/messages?cursor=${made(randomUUID())}`);
  expect(foreign.body['code']).toBe('invalid_cursor');
});

test('a failure nobody foresaw says nothing, and the log knows it by its id', async () => {
  await api.db.query('alter table article rename to mislaid');
  const answer = await api.call('GET', '/api/articles');
  await api.db.query('alter table mislaid rename to article');
  expect([answer.status, answer.body['code']]).toEqual([500, 'internal']);
  expect(answer.text).not.toMatch(/relation|select|mislaid|\.ts|at /);
  const logged = api.log.find((line) => line.includes('request failed'));
  expect(logged).toContain(String(answer.body['requestId']));
});

test('without Postgres every answer asks to come again, webhooks included', async () => {
  const gone = createPool({
    url: 'postgres://nobody@127.0.0.1:1/none',
    applicationName: 'test',
    onError: () => undefined,
  });
  const down = await startApi({ db: gone });
  try {
    const inbox = await down.call('GET', '/api/me');
    const event = await down.webhook({ object: 'x', entry: [{ id: '1', changes: [{ field: 'x', value: {} }] }] });
    for (const answer of [inbox, event]) {
      expect([answer.status, answer.body['code']]).toEqual([503, 'unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const ready = await down.call('GET', '/readyz');
    expect([ready.status, ready.body['postgres']]).toEqual([503, 'unavailable']);
    expect((await down.call('GET', '/healthz')).status).toBe(200);
    expect((await down.call('GET', '/metrics')).text).toContain('baton_http_request_duration_seconds');
  } finally {
    await gone.end();
    await down.stop();
  }
});

test('every answer carries the headers that keep a browser safe', async () => {
  const { headers } = await api.call('GET', '/api/me');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('the log keeps neither what people wrote nor what stood in the address', async () => {
  await reply({ clientId: clientId(), text: 'canary-in-text' });
  await api.call('GET', '/api/conversations?filter=canary-in-query');
  await api.call('GET', '/canary-in-path');
  expect(api.log.join('\n')).not.toContain('canary');
});
