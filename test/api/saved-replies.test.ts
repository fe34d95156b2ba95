import { randomUUID } from 'node:crypto';
import { startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const path = '/api/saved-replies';

test('every teammate makes, changes, lists and deletes saved replies', async () => {
  const made = await api.call('POST', path, {
    key: api.ana.key,
    body: { name: ' Thanks ', text: 'Thank you {customer}' },
  });
  expect(made.status).toBe(201);
  const id = String(made.body['id']);
  await api.call('POST', path, { body: { name: 'delivery', text: 'Three days.' } });
  const changed = await api.call('PATCH', `${path}/${id}`, { key: api.ben.key, body: { name: 'A thank you' } });
  expect(changed.body).toMatchObject({ name: 'A thank you', text: 'Thank you {customer}' });
  const { body } = await api.call('GET', path, { key: api.ana.key });
  expect(body).toMatchObject({ business: 'Casa Luma', items: [{ name: 'A thank you' }, { name: 'delivery' }] });
  expect((await api.call('DELETE', `${path}/${id}`, { key: api.ben.key })).status).toBe(204);
  expect((await api.call('DELETE', `${path}/${id}`)).status).toBe(404);
  expect((await api.call('PATCH', `${path}/${id}`, { body: { name: 'x' } })).status).toBe(404);
  expect((await api.call('GET', path)).body).toMatchObject({ items: [{ name: 'delivery' }] });
});

test.each([
  ['no name', { name: ' ', text: 'x' }],
  ['a name of two lines', { name: 'a\nb', text: 'x' }],
  ['no text', { name: 'x', text: '' }],
  ['a text longer than a message', { name: 'x', text: 'x'.repeat(4_001) }],
])('%s is refused', async (_, body) => {
  expect((await api.call('POST', path, { body })).status).toBe(400);
});

test('strangers see none', async () => {
  expect((await api.call('GET', path, { key: '' })).status).toBe(401);
  expect((await api.call('DELETE', `${path}/${randomUUID()}`, { key: 'wrong' })).status).toBe(401);
});
