import { openEventClient } from '../live/event-client';
import { startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

test('the stream is not cached, not compressed and not held back, and a customer message is heard on it', async () => {
  const client = openEventClient(() => api.url, { key: api.ana.key });
  await client.until(({ name }) => name === 'ready');
  expect(client.headers()).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(client.headers()['content-encoding']).toBeUndefined();
  const id = await api.conversation();
  const { data } = await client.until(({ name }) => name === 'change');
  expect(JSON.parse(data)).toEqual({ conversationId: id, messageIds: [expect.any(String)] });
  client.stop();
});

test('nobody hears anything without a key in force', async () => {
  for (const key of ['', 'baton_wrong']) {
    const { status, body } = await api.call('GET', '/api/events', { key });
    expect([status, body['code']]).toEqual([401, 'unauthenticated']);
  }
});
