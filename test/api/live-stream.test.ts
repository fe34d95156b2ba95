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
  const before = idOf('ready', await heardUntil(READY));
  const id = await api.conversation();
  // It may come after `ready`: readers wait for every older transaction on this server.
  const now = idOf('change', await heardUntil(id, { after: before }));
  expect(await heardUntil(READY, { after: before })).toContain(id);
  expect(await heardUntil(READY, { after: before, lastEventId: now })).not.toContain(id);
  expect(await heardUntil(READY, { after: 'nowhere' })).toContain('event: reload\n');
});

const READY = 'event: ready\n';

/** What is heard of a new stream, up to the whole event that has `words`. */
async function heardUntil(
  words: string,
  { after, lastEventId }: { after?: string; lastEventId?: string } = {},
): Promise<string> {
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
    const at = heard.indexOf(words);
    if (at !== -1 && heard.indexOf('\n\n', at) !== -1) break;
  }
  ending.abort();
  return heard;
}

function idOf(name: string, heard: string): string {
  return new RegExp(`event: ${name}\nid: (\\S+)`).exec(heard)?.[1] ?? '';
}
