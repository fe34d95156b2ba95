import { createHash, randomUUID } from 'node:crypto';
import { storeMediaBytes } from '../../db/media';
import { delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { at, page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

async function sent(
  mimeType: string,
  filename: string | null = null,
): Promise<{ conversationId: string; mediaId: string }> {
  const document = { id: '900', mime_type: mimeType, ...(filename === null ? {} : { filename }) };
  await api.webhook(delivery([textMessage('', { from: newWaId(), type: 'document', document })]));
  const conversationId = String(api.rings.at(-1)?.conversationId);
  const { items } = page(await api.call('GET', `/api/conversations/${conversationId}/messages`));
  return { conversationId, mediaId: String(at(items[0], 'media.0.id')) };
}

function store(mediaId: string, chunks: Buffer[]): Promise<void> {
  const whole = Buffer.concat(chunks);
  return storeMediaBytes(api.db, mediaId, {
    chunks,
    size: whole.length,
    sha256: createHash('sha256').update(whole).digest('hex'),
  });
}

const get = ({ conversationId, mediaId }: { conversationId: string; mediaId: string }, key = api.ana.key) =>
  fetch(`${api.url}/api/conversations/${conversationId}/media/${mediaId}`, {
    headers: { authorization: `Bearer ${key}` },
  });

test('a stored file comes back byte for byte, chunk after chunk', async () => {
  const file = await sent('image/jpeg', 'cat.jpg');
  expect((await get(file)).status).toBe(404);
  const chunks = [Buffer.from([0xff, 0xd8, 0x00, 0x0a]), Buffer.alloc(300_000, 7), Buffer.from('end')];
  await store(file.mediaId, chunks);
  const answer = await get(file);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.concat(chunks))).toBe(true);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
});

test.each([
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
  ['application/xhtml+xml', 'application/octet-stream'],
  ['IMAGE/PNG', 'image/png'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['nonsense', 'application/octet-stream'],
])('a file sent as %s is served as %s, and never runs in a browser', async (mimeType, served) => {
  const file = await sent(mimeType, 'page.html');
  await store(file.mediaId, [Buffer.from('<script>alert(1)</script>')]);
  const { headers } = await get(file);
  expect(headers.get('content-type')).toBe(served);
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});

test('no file name reaches another folder or another header', async () => {
  for (const name of [
    '../../etc/passwd',
    'a"; filename="b.exe',
    'x\r\nSet-Cookie: a=b',
    '..',
    'Grüße 😀.pdf',
    '\u202egpj.exe',
  ]) {
    const file = await sent('application/pdf', name);
    await store(file.mediaId, [Buffer.from('%PDF')]);
    const answer = await get(file);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename=/);
    expect(disposition).not.toMatch(/\/etc|\.\.["/]|%E2%80%AE/);
  }
});

test('a file is found only in its own conversation', async () => {
  const file = await sent('image/png');
  await store(file.mediaId, [Buffer.from('x')]);
  const other = await api.conversation();
  expect((await get({ ...file, conversationId: other })).status).toBe(404);
  expect((await get({ ...file, mediaId: randomUUID() })).status).toBe(404);
  expect((await get({ ...file, mediaId: 'x' })).status).toBe(404);
  expect((await get(file, 'wrong')).status).toBe(401);
});
