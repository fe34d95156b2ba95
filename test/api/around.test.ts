import { delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

test('a page around a message has it in its middle, and reads on in both directions', async () => {
  const waId = newWaId();
  const id = await api.conversation('0', waId);
  const later = Array.from({ length: 19 }, (_, index) => textMessage(String(index + 1), { from: waId }));
  await api.webhook(delivery(later));
  await api.db.query(`update message set placed_at = '2026-01-01' where conversation_id = $1`, [id]);
  const path = `/api/conversations/${id}/messages`;
  const read = async (query: string) => {
    const { body } = await api.call('GET', `${path}?${query}`);
    return { texts: page(await api.call('GET', `${path}?${query}`)).items.map(({ text }) => Number(text)), body };
  };
  const ids = page(await api.call('GET', path)).items.map((item) => String(item['id']));

  const middle = await read(`around=${String(ids[10])}&limit=5`);
  expect(middle.texts).toEqual([8, 9, 10, 11, 12]);
  expect((await read(`cursor=${String(middle.body['nextCursor'])}&limit=3`)).texts).toEqual([13, 14, 15]);
  const older = await read(`cursor=${String(middle.body['previousCursor'])}&limit=3&order=desc`);
  expect(older.texts).toEqual([7, 6, 5]);

  const first = await read(`around=${String(ids[0])}&limit=4`);
  expect([first.texts, first.body['previousCursor']]).toEqual([[0, 1, 2], null]);
  const last = await read(`around=${String(ids[19])}&limit=4`);
  expect([last.texts, last.body['nextCursor']]).toEqual([[18, 19], null]);
  expect((await read(`around=${String(ids[3])}&limit=1`)).texts).toEqual([3]);
  expect((await read(`around=${String(ids[3])}&limit=200`)).body).toMatchObject({
    nextCursor: null,
    previousCursor: null,
  });
});

test('a message of another conversation has nothing around it here, and a cursor does not go with it', async () => {
  const [one, other] = [await api.conversation(), await api.conversation()];
  const [message] = page(await api.call('GET', `/api/conversations/${other}/messages`)).items;
  const path = `/api/conversations/${one}/messages?around=${String(message?.['id'])}`;
  expect((await api.call('GET', path)).body['code']).toBe('not_found');
  expect((await api.call('GET', `${path}&cursor=abc`)).body['code']).toBe('invalid_request');
  expect((await api.call('GET', `/api/conversations/${one}/messages?around=x`)).body['code']).toBe('invalid_request');
});
