import { randomUUID } from 'node:crypto';
import { storeMediaBytes } from '../../db/media';
import { unsettledMessages } from '../../db/messages';
import { at, page } from './answer';
import { draftAnswer } from '../support/drafted';
import { delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const image = { id: '900', mime_type: 'image/png', caption: 'my passport' };

test('what a customer takes back is shown to nobody: not its words, not its file, not in a quote or a list', async () => {
  const from = newWaId();
  const photo = textMessage('', { from, type: 'image', image });
  const about = textMessage('the first page', { from, context: { id: photo['id'] } });
  await api.webhook(delivery([photo, about]));
  const conversation = `/api/conversations/${String(api.rings.at(-1)?.conversationId)}`;
  const shown = () => api.call('GET', `${conversation}/messages`);
  const mediaId = String(at(page(await shown()).items[0], 'media.0.id'));
  const bytes = { chunks: [Buffer.from('png')], size: 3, sha256: randomUUID() };
  await storeMediaBytes(api.db, mediaId, bytes);
  const file = () => api.call('GET', `${conversation}/media/${mediaId}`);
  expect((await file()).status).toBe(200);

  await api.webhook(
    delivery(
      [photo, about].map(({ id }) => textMessage('', { from, type: 'revoke', revoke: { original_message_id: id } })),
    ),
  );
  const [first, second] = page(await shown()).items;
  expect(first).toMatchObject({ revoked: true, text: null, media: [] });
  expect(second).toMatchObject({ revoked: true, text: null, quoted: { kind: 'revoked', text: null } });
  expect((await api.call('GET', conversation)).body).toMatchObject({ lastMessage: { kind: 'revoked', text: null } });
  expect((await file()).status).toBe(404);
});

test('what was taken back before anybody answered is closed: the AI has nothing to answer', async () => {
  const from = newWaId();
  const question = textMessage('can I speak to a person?', { from });
  await api.webhook(delivery([question]));
  await api.webhook(
    delivery([textMessage('', { from, type: 'revoke', revoke: { original_message_id: question['id'] } })]),
  );
  const { rows } = await api.db.query('select settled_by from message where wa_message_id = $1', [question['id']]);
  expect(rows).toEqual([{ settled_by: 'closing' }]);
});

test('what was taken back while the AI’s answer to it waited stays closed when a teammate takes over', async () => {
  const from = newWaId();
  const question = textMessage('where is my order?', { from });
  await api.webhook(delivery([question]));
  const conversationId = String(api.rings.at(-1)?.conversationId);
  await draftAnswer(api.db, conversationId);
  await api.webhook(
    delivery([textMessage('', { from, type: 'revoke', revoke: { original_message_id: question['id'] } })]),
  );
  const body = { clientId: randomUUID() };
  expect((await api.call('POST', `/api/conversations/${conversationId}/take-over`, { body })).status).toBe(200);
  expect(await unsettledMessages(api.db, conversationId)).toEqual([]);
  expect((await api.call('GET', `/api/conversations/${conversationId}`)).body).toMatchObject({ waitingSince: null });
});
