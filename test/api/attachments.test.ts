import { request } from 'node:http';
import { storeMediaBytes } from '../../db/media';
import { eventually } from '../support/eventually';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';
import { json, type Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const MB = 1024 * 1024;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3]);
const MP4 = Buffer.from([0, 0, 0, 16, ...Buffer.from('ftypisom0000')]);
const PDF = Buffer.from('%PDF-1.7 and the rest');

function upload(
  id: string,
  bytes: Buffer,
  { type = 'image/jpeg', query = '', key = api.owner.key }: { type?: string; query?: string; key?: string } = {},
): Promise<Answer> {
  return fetch(`${api.url}/api/conversations/${id}/attachments${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type },
    body: new Uint8Array(bytes),
  }).then(json);
}

const post = (id: string, body: Record<string, unknown>, key = api.owner.key) =>
  api.call('POST', `/api/conversations/${id}/messages`, { key, body: { clientId: clientId(), ...body } });
const download = (id: string, file: unknown) =>
  fetch(`${api.url}/api/conversations/${id}/media/${String(file)}`, {
    headers: { authorization: `Bearer ${api.owner.key}` },
  });

async function kept(): Promise<number> {
  const { rows } = await api.db.query<{ count: number }>('select count(*)::int as count from media');
  return rows[0]?.count ?? 0;
}

describe('a file', () => {
  test('is kept byte for byte, and shown before and after it is sent', async () => {
    const id = await api.conversation();
    const bytes = Buffer.concat([PDF, Buffer.alloc(700_000, 7)]);
    const answer = await upload(id, bytes, { type: 'application/pdf', query: '?filename=Offer%20%C3%BC.pdf' });
    expect(answer.status).toBe(201);
    const { id: attachmentId, ...described } = answer.body;
    expect(described).toEqual({
      kind: 'document',
      mimeType: 'application/pdf',
      filename: 'Offer ü.pdf',
      size: bytes.length,
    });
    const before = await download(id, attachmentId);
    expect(Buffer.from(await before.arrayBuffer()).equals(bytes)).toBe(true);
    const { body } = await post(id, { attachmentId, text: 'Our offer' });
    expect(body).toMatchObject({
      kind: 'document',
      text: 'Our offer',
      state: 'pending',
      media: [{ id: attachmentId, filename: 'Offer ü.pdf', size: bytes.length, state: 'stored' }],
    });
    expect((await download(id, attachmentId)).status).toBe(200);
  });

  test.each([
    ['a kind WhatsApp does not take', 'text/html', Buffer.from('<p>'), 415, 'unsupported_media_type'],
    ['no kind at all', '', PDF, 415, 'unsupported_media_type'],
    ['a program that calls itself a photo', 'image/jpeg', Buffer.from('MZ program'), 415, 'unsupported_media_type'],
    ['a PDF that calls itself text', 'text/plain', PDF, 415, 'unsupported_media_type'],
    ['nothing', 'application/pdf', Buffer.alloc(0), 400, 'invalid_request'],
    ['too large an image', 'image/jpeg', Buffer.concat([JPEG, Buffer.alloc(5 * MB)]), 413, 'too_large'],
    ['a PDF that calls itself a video', 'video/mp4', PDF, 415, 'unsupported_media_type'],
    ['an Ogg file without Opus', 'audio/ogg', Buffer.from('OggS vorbis'), 415, 'unsupported_media_type'],
    ['too large a video', 'video/mp4', Buffer.concat([MP4, Buffer.alloc(16 * MB)]), 413, 'too_large'],
    ['too large a document', 'application/pdf', Buffer.concat([PDF, Buffer.alloc(20 * MB)]), 413, 'too_large'],
  ])('that is %s is refused, and nothing of it is kept', async (_what, type, bytes, status, code) => {
    const id = await api.conversation();
    const before = await kept();
    const answer = await upload(id, bytes, { type });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await kept()).toBe(before);
  });

  test('whose size nobody announced is refused at the limit, and nothing of it is kept', async () => {
    const id = await api.conversation();
    const before = await kept();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        `${api.url}/api/conversations/${id}/attachments`,
        { method: 'POST', headers: { authorization: `Bearer ${api.owner.key}`, 'content-type': 'image/jpeg' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject);
      sending.write(JPEG);
      for (let sent = 0; sent < 6; sent++) sending.write(Buffer.alloc(MB));
      sending.end();
    });
    expect(status).toBe(413);
    expect(await kept()).toBe(before);
  });

  test('whose sender breaks off leaves nothing behind, and no line in the log', async () => {
    const id = await api.conversation();
    const before = await kept();
    const lines = api.log.filter((line) => line.includes('request failed')).length;
    const sending = request(`${api.url}/api/conversations/${id}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.owner.key}`, 'content-type': 'image/jpeg' },
    });
    sending.on('error', () => undefined);
    sending.write(Buffer.concat([JPEG, Buffer.alloc(MB)]));
    await eventually(async () => expect(await kept()).toBe(before + 1));
    sending.destroy();
    await eventually(async () => expect(await kept()).toBe(before));
    expect(api.log.filter((line) => line.includes('request failed'))).toHaveLength(lines);
  });

  test('goes with one message only, in its own conversation only, and a repeated click is the same message', async () => {
    const [id, other] = [await api.conversation(), await api.conversation()];
    const { body: file } = await upload(id, JPEG);
    expect((await post(other, { attachmentId: file['id'] })).body['code']).toBe('invalid_request');
    const click = { clientId: clientId(), attachmentId: file['id'] };
    const answers = await Promise.all([1, 2, 3].map(() => post(id, click)));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ kind: 'image', text: null });
    expect((await post(id, { attachmentId: file['id'] })).body['code']).toBe('invalid_request');
    expect((await post(id, { ...click, text: 'Other' })).body['code']).toBe('client_id_reused');
  });

  test.each([
    ['video', 'video/mp4', MP4],
    ['video', 'video/3gpp', MP4],
    ['audio', 'audio/mp4', MP4],
    ['audio', 'audio/mpeg', Buffer.from('ID3 and the rest')],
    ['audio', 'audio/aac', Buffer.from([0xff, 0xf1, 1])],
    ['audio', 'audio/amr', Buffer.from('#!AMR and the rest')],
    ['audio', 'audio/ogg; codecs=opus', Buffer.from('OggS ... OpusHead')],
  ])('of WhatsApp’s kinds of %s (%s) is taken; audio goes without words', async (kind, type, bytes) => {
    const id = await api.conversation();
    const { status, body: file } = await upload(id, bytes, { type });
    expect([status, file['kind']]).toEqual([201, kind]);
    const withWords = await post(id, { attachmentId: file['id'], text: 'Listen' });
    expect(withWords.body['code']).toBe(kind === 'audio' ? 'invalid_request' : undefined);
    if (kind === 'audio')
      expect((await post(id, { attachmentId: file['id'] })).body).toMatchObject({ kind, text: null });
  });

  test('that a customer sent cannot be attached, and one that nobody sent in a week is forgotten', async () => {
    const id = await api.conversation();
    const { body: old } = await upload(id, JPEG);
    await api.db.query(`update media set created_at = now() - interval '8 days' where id = $1`, [old['id']]);
    await upload(id, JPEG);
    expect((await post(id, { attachmentId: old['id'] })).body['code']).toBe('invalid_request');
    const { rows } = await api.db.query(`select from media_chunk where media_id = $1`, [old['id']]);
    expect(rows).toEqual([]);
    const { rows: theirs } = await api.db.query<{ id: string }>(
      `insert into media (message_id, wa_media_id, mime_type) select id, 'wa', 'image/jpeg' from message
        where conversation_id = $1 limit 1 returning id`,
      [id],
    );
    const received = theirs[0]?.id ?? '';
    await storeMediaBytes(api.db, received, { chunks: [JPEG], size: JPEG.length, sha256: 'x' });
    expect((await post(id, { attachmentId: received })).body['code']).toBe('invalid_request');
  });

  test('changes nothing about the conversation until it is sent', async () => {
    const id = await api.conversation();
    const before = (await api.call('GET', `/api/conversations/${id}`)).body;
    const rings = api.rings.length;
    await upload(id, JPEG, { key: api.ana.key });
    expect((await api.call('GET', `/api/conversations/${id}`)).body).toEqual(before);
    expect(api.rings).toHaveLength(rings);
  });
});

test.each([
  ['nothing', {}, 'text'],
  ['a blank', { text: ' ' }, 'text'],
  ['too long a caption', { text: 'x'.repeat(1_025), attachmentId: crypto.randomUUID() }, 'text'],
  ['a template with words beside it', { text: 'x', template: { name: 'a', language: 'en' } }, 'template'],
])('%s is refused, and the field is named', async (_what, body, field) => {
  const answer = await post(await api.conversation(), body);
  expect(answer.status).toBe(400);
  expect(answer.body['errors']).toMatchObject([{ field }]);
});

describe('a quote', () => {
  const messagesOf = async (id: string) =>
    (await api.call('GET', `/api/conversations/${id}/messages`)).body['items'] as Record<string, unknown>[];

  test('names a message of the same conversation, which is then shown with it', async () => {
    const id = await api.conversation('Which lamp do you mean?');
    const [question] = await messagesOf(id);
    const { body } = await post(id, { text: 'The red one', replyTo: question?.['id'] });
    expect(body).toMatchObject({
      replyTo: question?.['waMessageId'],
      quoted: { id: question?.['id'], author: { kind: 'customer' }, kind: 'text', text: 'Which lamp do you mean?' },
    });
  });

  test('of another conversation, of nothing, or of what WhatsApp has no id of is refused', async () => {
    const id = await api.conversation();
    const [foreign] = await messagesOf(await api.conversation());
    const { body: unsent } = await post(id, { text: 'not sent yet' });
    for (const replyTo of [foreign?.['id'], crypto.randomUUID(), unsent['id']])
      expect((await post(id, { text: 'x', replyTo })).body['code']).toBe('invalid_request');
  });
});
