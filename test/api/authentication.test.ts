import { ensureApiKey } from '../../db/api-keys';
import { OPERATIONS } from '../../api/contract/operations';
import { ensureOwner } from '../../transactions/ensure-owner';
import { startApi, type ApiUnderTest } from './api-under-test';
import { page } from './answer';

const NOBODY = '00000000-0000-4000-8000-000000000000';
let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const teammateNamed = (name: string, id: string) => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
  role: 'teammate',
  isLastResort: false,
  timeZone: null,
  language: null,
  publicName: null,
});

const guarded = OPERATIONS.filter(({ access }) => access === 'teammate' || access === 'owner');

test.each(guarded)('$method $path tells nobody anything without a key', async ({ method, path }) => {
  const address = path.replace(/\{\w+\}/g, NOBODY);
  for (const key of ['', 'baton_wrong', `${api.owner.key}x`]) {
    const answer = await api.call(method.toUpperCase(), address, { key });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body['code']).toBe('unauthenticated');
  }
});

const ownersOnly = OPERATIONS.filter(({ access }) => access === 'owner');

test.each(ownersOnly)('$method $path is refused to a teammate', async ({ method, path }) => {
  const answer = await api.call(method.toUpperCase(), path.replace(/\{\w+\}/g, NOBODY), {
    key: api.ana.key,
    ...(method === 'get' ? {} : { body: {} }),
  });
  expect([answer.status, answer.body['code']]).toEqual([403, 'owner_required']);
});

test('a key acts as its teammate', async () => {
  const { status, body } = await api.call('GET', '/api/me', { key: api.ana.key });
  expect(status).toBe(200);
  expect(body).toEqual({ ...teammateNamed('Ana', api.ana.id), via: 'key' });
});

test('a key is shown once, kept only as a hash, and ends when it is revoked', async () => {
  const made = await api.call('POST', '/api/api-keys', { body: { name: 'import', teammateId: api.ben.id } });
  expect(made.status).toBe(201);
  const key = String(made.body['key']);
  expect(key).toMatch(/^baton_[A-Za-z0-9_-]{43}$/);
  expect((await api.call('GET', '/api/me', { key })).body['id']).toBe(api.ben.id);

  const listed = await api.call('GET', '/api/api-keys');
  expect(listed.text).not.toContain(key);
  expect(page(listed).items.map(({ id }) => id)).toContain(made.body['id']);
  const { rows } = await api.db.query<{ dump: string }>('select string_agg(k::text, $1) as dump from api_key k', [
    '\n',
  ]);
  expect(rows[0]?.dump).not.toContain(key.slice(20));

  expect((await api.call('DELETE', `/api/api-keys/${String(made.body['id'])}`)).status).toBe(204);
  expect((await api.call('GET', '/api/me', { key })).status).toBe(401);
  expect((await api.call('DELETE', `/api/api-keys/${NOBODY}`)).status).toBe(404);
});

test('a key for nobody is refused by the name of the field', async () => {
  const answer = await api.call('POST', '/api/api-keys', { body: { name: 'x', teammateId: NOBODY } });
  expect(answer.status).toBe(400);
  expect(answer.body['errors']).toEqual([{ field: 'teammateId', message: 'must name an active teammate' }]);
});

test('every start names the same owner, and follows the configuration', async () => {
  const starts = await Promise.all(
    [1, 2, 3].map(() => ensureOwner(api.db, { name: 'Olivia O.', email: 'olivia@example.com' })),
  );
  expect(new Set(starts.map(({ id }) => id))).toEqual(new Set([api.owner.id]));
  expect((await api.call('GET', '/api/me')).body['name']).toBe('Olivia O.');
});

test('a configured key that was changed no longer opens anything', async () => {
  const [before, after] = ['configured-key-one', 'configured-key-two'];
  const named = { teammateId: api.owner.id, name: 'TEST_KEY' };
  await ensureApiKey(api.db, { ...named, key: before });
  await ensureApiKey(api.db, { ...named, key: before });
  expect((await api.call('GET', '/api/me', { key: before })).status).toBe(200);
  await ensureApiKey(api.db, { ...named, key: after });
  expect((await api.call('GET', '/api/me', { key: before })).status).toBe(401);
  expect((await api.call('GET', '/api/me', { key: after })).status).toBe(200);
  expect((await api.call('GET', '/api/api-keys')).text).not.toContain(after.slice(0, 12));
});

test('neither answers nor the log repeat a key', async () => {
  await api.call('GET', '/api/nowhere');
  await api.call('GET', '/api/me', { key: 'baton_secretlooking' });
  expect(api.log.join('\n')).not.toMatch(/baton_[A-Za-z]/);
});
