import { signInLink } from '../../roles/sign-in-link';
import { ensureOwner } from '../../transactions/ensure-owner';
import { at, page } from './answer';
import { startApi, type ApiUnderTest } from './api-under-test';
import { nextMail, newPage, tokenOf } from './page-client';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const invite = (body: Record<string, unknown>) => api.call('POST', '/api/teammates', { body });
const redeem = (token: string) => newPage(api).call('POST', '/api/sign-in/redeem', { body: { token } });

test('an invited teammate is mailed a link that signs them in for a day', async () => {
  const facts = { role: 'owner', timeZone: 'Europe/Madrid', language: 'es', publicName: 'Mia' };
  const { status, body } = await invite({ name: 'Mia <b>Mora</b>', email: 'mia@example.com', ...facts });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Mia <b>Mora</b>', isLastResort: false, ...facts });
  const { token } = await nextMail(api, 'mia@example.com', 0);
  const { rows } = await api.db.query(
    `select round(extract(epoch from expires_at - now()) / 3600)::int as hours, code_hash from sign_in where teammate_id = $1`,
    [body['id']],
  );
  expect(rows).toEqual([{ hours: 24, code_hash: null }]);
  expect(at((await redeem(token)).body, 'me.id')).toBe(body['id']);
  expect(api.mail.emails().at(-1)?.html).not.toContain('<b>');
});

test('teammates change what is theirs, and nothing that is the owner’s', async () => {
  const changed = await api.call('PATCH', '/api/me', {
    key: api.ana.key,
    body: { name: 'Ana Torres', timeZone: 'America/Bogota', language: 'es', publicName: 'Anita' },
  });
  expect([changed.status, changed.body]).toMatchObject([
    200,
    { name: 'Ana Torres', timeZone: 'America/Bogota', language: 'es', publicName: 'Anita', via: 'key' },
  ]);
  const cleared = await api.call('PATCH', '/api/me', { key: api.ana.key, body: { timeZone: null, publicName: null } });
  expect(cleared.body).toMatchObject({ name: 'Ana Torres', timeZone: null, language: 'es', publicName: null });
  for (const body of [{ role: 'owner' }, { email: 'other@example.com' }]) {
    const refused = await api.call('PATCH', '/api/me', { key: api.ana.key, body });
    expect([refused.status, at(refused.body, 'errors.0.field')]).toEqual([400, Object.keys(body)[0]]);
  }
});

test('owners may be several; the last resort stays one, active and an owner', async () => {
  const promoted = await api.call('PATCH', `/api/teammates/${api.ben.id}`, { body: { role: 'owner' } });
  expect(promoted.body).toMatchObject({ role: 'owner', isLastResort: false });
  const asOwner = { body: { name: 'k', teammateId: api.ben.id } };
  const { key } = (await api.call('POST', '/api/api-keys', asOwner)).body;
  const demoted = await api.call('PATCH', `/api/teammates/${api.owner.id}`, {
    key: String(key),
    body: { role: 'teammate' },
  });
  expect([demoted.status, demoted.body['code']]).toEqual([409, 'owner_must_stay']);
  expect((await api.call('DELETE', `/api/teammates/${api.owner.id}`, { key: String(key) })).status).toBe(409);
  expect((await api.call('PATCH', `/api/teammates/${api.ben.id}`, { body: { role: 'teammate' } })).status).toBe(200);
  const refused = await api.call('GET', '/api/api-keys', { key: String(key) });
  expect([refused.status, refused.body['code']]).toEqual([403, 'owner_required']);
});

test('an owner who is not the last resort can be removed', async () => {
  const { body } = await invite({ name: 'Ida', email: 'ida@example.com', role: 'owner' });
  expect((await api.call('DELETE', `/api/teammates/${String(body['id'])}`)).status).toBe(204);
});

test('the configuration moves the last resort to a teammate who has its address, with all starts at once', async () => {
  const { body } = await invite({ name: 'Nora', email: 'nora@example.com' });
  const starts = await Promise.all(
    [1, 2, 3, 4].map(() => ensureOwner(api.db, { name: 'Nora Next', email: 'Nora@example.com' })),
  );
  expect(new Set(starts.map(({ id }) => id))).toEqual(new Set([body['id']]));
  const { items } = page(await api.call('GET', '/api/teammates'));
  expect(items.filter(({ isLastResort }) => isLastResort).map(({ id, role }) => [id, role])).toEqual([
    [body['id'], 'owner'],
  ]);
  await ensureOwner(api.db, { name: 'Olivia Owner', email: 'olivia@example.com' });
});

test('a name that the owner changed stays until the configured one changes', async () => {
  const name = async () => (await api.call('GET', '/api/me')).body['name'];
  const start = (configured: string) => ensureOwner(api.db, { name: configured, email: 'olivia@example.com' });
  await start('Olivia Owner');
  await api.call('PATCH', '/api/me', { body: { name: 'Liv' } });
  await start('Olivia Owner');
  expect(await name()).toBe('Liv');
  await start('Olivia O.');
  expect(await name()).toBe('Olivia O.');
});

test('the server prints a link for a teammate, and for nobody else', async () => {
  const installation = { databaseUrl: api.databaseUrl, publicUrl: 'https://baton.example' };
  const token = tokenOf(await signInLink(installation, 'BEN@example.com'));
  expect(at((await redeem(token)).body, 'me.id')).toBe(api.ben.id);
  await expect(signInLink(installation, 'nobody@example.com')).rejects.toThrow('no active teammate');
});

describe('scopes of a key', () => {
  const keyWith = async (scopes: string[] | undefined, teammateId: string) =>
    api.call('POST', '/api/api-keys', { body: { name: 'k', teammateId, scopes } });

  const tryAll = async (key: string) => {
    const answers = await Promise.all([
      api.call('GET', '/api/conversations', { key }),
      api.call('PUT', '/api/on-call', { key, body: { teammateId: null } }),
      api.call('GET', '/api/api-keys', { key }),
    ]);
    return answers.map(({ status, body }) => (status === 403 ? body['code'] : status));
  };

  test('limit what it may do', async () => {
    const expected = {
      read: [200, 'scope_required', 'scope_required'],
      write: ['scope_required', 200, 'scope_required'],
      manage: ['scope_required', 'scope_required', 200],
    };
    for (const [scope, answers] of Object.entries(expected)) {
      const { body } = await keyWith([scope, scope], api.owner.id);
      expect(body['scopes']).toEqual([scope]);
      expect(await tryAll(String(body['key']))).toEqual(answers);
    }
  });

  test('are by default all that the teammate may', async () => {
    const [owners, anas] = [await keyWith(undefined, api.owner.id), await keyWith(undefined, api.ana.id)];
    expect([owners.body['scopes'], anas.body['scopes']]).toEqual([
      ['read', 'write', 'manage'],
      ['read', 'write'],
    ]);
    expect(await tryAll(String(owners.body['key']))).toEqual([200, 200, 200]);
    expect(await tryAll(String(anas.body['key']))).toEqual([200, 200, 'owner_required']);
  });

  test('that are none, or unknown, are refused', async () => {
    for (const scopes of [[], ['all']]) expect((await keyWith(scopes, api.ana.id)).status).toBe(400);
  });
});

test('a key tells the day of its last use, with one write a day', async () => {
  const { body } = await api.call('POST', '/api/api-keys', { body: { name: 'once', teammateId: api.ana.id } });
  const { id, key } = body;
  const lastUse = async () =>
    page(await api.call('GET', '/api/api-keys')).items.find((item) => item['id'] === id)?.['lastUsedOn'];
  const version = async () =>
    (await api.db.query<{ xmin: string }>('select xmin::text from api_key where id = $1', [id])).rows;
  expect(await lastUse()).toBeNull();
  await api.call('GET', '/api/me', { key: String(key) });
  expect(await lastUse()).toBe(new Date().toISOString().slice(0, 10));
  const written = await version();
  await api.call('GET', '/api/me', { key: String(key) });
  expect(await version()).toEqual(written);
});
