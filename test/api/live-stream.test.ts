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

test('a stream begins where it is asked to, misses nothing from there, and goes on after the last event rather', async () => {
  const before = placeIn(await heardUntilReady());
  const id = await api.conversation();
  expect(await heardUntilReady({ after: before })).toContain(id);
  const now = placeIn(await heardUntilReady({ after: before }));
  expect(await heardUntilReady({ after: before, lastEventId: now })).not.toContain(id);
  expect(await heardUntilReady({ after: 'nowhere' })).toContain('event: reload\n');
});

async function heardUntilReady({ after, lastEventId }: { after?: string; lastEventId?: string } = {}): Promise<string> {
  const ending = new AbortController();
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  const { body } = await fetch(`${api.url}/api/events${query}`, {
    signal: ending.signal,
    headers: {
      authorization: `Bearer ${api.ana.key}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  let heard = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    heard += decoder.decode(chunk as Uint8Array, { stream: true });
    if (/event: ready\n[^]*\n\n/.test(heard)) break;
  }
  ending.abort();
  return heard;
}

function placeIn(heard: string): string {
  return /event: ready\nid: (\S+)/.exec(heard)?.[1] ?? '';
}
