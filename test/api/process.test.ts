import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { listen } from '../../api/listen';
import { createPool } from '../../db/pool';
import { delivery, startApi, textMessage, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi({ temporalHealth: () => 'unreachable' })));
afterAll(() => api.stop());

test('Temporal being down takes no traffic away', async () => {
  const answer = await api.call('GET', '/readyz', { key: '' });
  expect([answer.status, answer.body]).toEqual([
    200,
    { status: 'ready', postgres: 'writable', temporal: 'unreachable' },
  ]);
});

test('a database that takes no writes is not ready', async () => {
  const db = createPool({
    url: `${api.databaseUrl}?options=${encodeURIComponent('-c default_transaction_read_only=on')}`,
    applicationName: 'test',
    onError: () => undefined,
  });
  const readOnly = await startApi({ db });
  try {
    const answer = await readOnly.call('GET', '/readyz', { key: '' });
    expect([answer.status, answer.body['postgres']]).toEqual([503, 'unavailable']);
    const event = await readOnly.webhook(delivery([textMessage('Hello')]));
    expect([event.status, event.body['code']]).toEqual([503, 'unavailable']);
  } finally {
    await db.end();
    await readOnly.stop();
  }
});

test('the metrics count requests by route, never by address, and conversations by state', async () => {
  const id = await api.conversation();
  await api.call('GET', `/api/conversations/${id}`);
  const { text, headers } = await api.call('GET', '/metrics', { key: '' });
  expect(headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('route="/api/conversations/:id"');
  expect(text).not.toContain(id);
  expect(text).toMatch(/baton_conversations\{state="ai"\} 1/);
  expect(text).toMatch(/baton_webhooks_received_total\{source="whatsapp"\} 1/);
  expect(text).toMatch(/baton_whatsapp_items_total\{result="stored"\} 1/);
});

test('a log line tells a request by its id, its route and how it ended', async () => {
  const answer = await api.call('GET', '/api/me');
  const line = api.log.find((each) => each.includes(String(answer.headers.get('x-request-id'))));
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    method: 'GET',
    route: '/api/me',
    status: 200,
    teammateId: api.owner.id,
  });
});

test('closing lets a running request finish, accepts no other, and waits for no silent client', async () => {
  const arrivals = new EventEmitter();
  const arrival = once(arrivals, 'request');
  const { port, close } = await listen((_req, res) => void arrivals.emit('request', res), {
    port: 0,
    host: '127.0.0.1',
  });
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  const request = fetch(`http://127.0.0.1:${port}/`);
  const [response] = (await arrival) as [ServerResponse];

  const closed = close();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  response.end('finished');
  expect(await (await request).text()).toBe('finished');
  await closed;
  silent.destroy();
}, 5_000);

test('a port that is taken is an error, not a second server', async () => {
  const first = await listen((_req, res) => res.end(), { port: 0, host: '127.0.0.1' });
  await expect(listen((_req, res) => res.end(), { port: first.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  await first.close();
});
