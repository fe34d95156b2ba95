import { createHash } from 'node:crypto';
import { createWhatsAppClient } from '../../channels/whatsapp/client';
import { type Answer, type LoopbackServer, json, startLoopbackServer } from './loopback-server';

let graph: LoopbackServer;
beforeAll(async () => (graph = await startLoopbackServer()));
beforeEach(() => graph.arrived.splice(0));
afterAll(() => graph.close());

const FILE = Buffer.from('not really an image');
const SHA256 = createHash('sha256').update(FILE).digest('hex');

/** Answers the request for the address with `metadata` and the request for the file with `file`. */
function serve(metadata: Record<string, unknown>, file: Answer = (response) => response.end(FILE)) {
  graph.answerWith((response, request) => {
    const metadataAnswer = json(200, {
      url: `${graph.url}/file`,
      mime_type: 'image/jpeg',
      sha256: SHA256,
      ...metadata,
    });
    (request.url.startsWith('/file') ? file : metadataAnswer)(response, request);
  });
}

const open = (maxBytes = 1_000, waMediaId = '55') =>
  createWhatsAppClient({ baseUrl: graph.url, version: 'v25.0', accessToken: 'token', phoneNumberId: '7001' }).openMedia(
    waMediaId,
    { maxBytes },
  );

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a file is found by its id and read with the token', async () => {
  serve({ file_size: String(FILE.length) });
  const { mimeType, size, sha256, bytes } = await open();
  expect({ mimeType, size, sha256 }).toEqual({ mimeType: 'image/jpeg', size: FILE.length, sha256: SHA256 });
  expect(await readAll(bytes)).toBe(FILE.toString());
  expect(graph.arrived.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/v25.0/55?phone_number_id=7001', 'Bearer token'],
    ['/file', 'Bearer token'],
  ]);
});

test('an address that expired is asked for once more', async () => {
  let downloads = 0;
  serve({}, (response, request) => (++downloads === 1 ? json(404, {})(response, request) : response.end(FILE)));
  expect(await readAll((await open()).bytes)).toBe(FILE.toString());
});

test('an address that stays expired ends as gone', async () => {
  serve({}, json(404, {}));
  await expect(open()).rejects.toMatchObject({ code: 'media_gone', retryable: false });
  expect(graph.arrived).toHaveLength(4);
});

test('a file announced as too large is not downloaded', async () => {
  serve({ file_size: 1_001 });
  await expect(open(1_000)).rejects.toMatchObject({ code: 'media_too_large', retryable: false });
  expect(graph.arrived).toHaveLength(1);
});

test('a file that turns out too large is cut off', async () => {
  serve({ file_size: 5, sha256: undefined }, (response) => response.end('x'.repeat(5_000)));
  await expect(readAll((await open(1_000)).bytes)).rejects.toMatchObject({ code: 'media_too_large' });
});

test('a file that does not match its digest is noticed', async () => {
  serve({}, (response) => response.end('something else'));
  await expect(readAll((await open()).bytes)).rejects.toMatchObject({ code: 'media_corrupt', retryable: true });
});

test('a download that breaks off is noticed and can be repeated', async () => {
  serve({}, (response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.socket?.destroy());
  });
  await expect(readAll((await open()).bytes)).rejects.toMatchObject({ code: 'media_unreachable', retryable: true });
});

test.each([
  'https://evil.example/file',
  'http://lookaside.fbsbx.com/file',
  'https://notfbsbx.com/file',
  'file:///etc/x',
])('the token is not carried to %s', async (url) => {
  serve({ url });
  await expect(open()).rejects.toMatchObject({ code: 'media_refused' });
});

test('a redirect is not followed with the token', async () => {
  serve({}, json(302, {}, { location: `${graph.url}/elsewhere` }));
  await expect(open()).rejects.toMatchObject({ code: 'media_refused' });
  expect(graph.arrived.map(({ url }) => url)).not.toContain('/elsewhere');
});

test.each([
  [400, 'media_gone', false],
  [401, 'media_refused', false],
  [500, 'media_refused', true],
])('HTTP %d for the id is %s', async (status, code, retryable) => {
  graph.answerWith(json(status, { error: { message: 'CANARY', code: 100 } }));
  await expect(open()).rejects.toMatchObject({ code, retryable, message: code });
});

test('an id cannot leave its place in the address', async () => {
  serve({});
  await (await open(1_000, '../7001/messages?x=')).bytes[Symbol.asyncIterator]().return?.();
  expect(graph.arrived[0]?.url).toBe('/v25.0/..%2F7001%2Fmessages%3Fx%3D?phone_number_id=7001');
});
