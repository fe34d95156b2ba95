import { createHmac } from 'node:crypto';
import { OPERATIONS } from '../../api/contract/operations';
import { startApi, type ApiUnderTest } from './api-under-test';
import { askForMail, newPage, pageClient, signedIn, type PageClient } from './page-client';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const SECRET = 'a secret for the tests of sessions';
let api: ApiUnderTest;
let ana: PageClient;
let ben: PageClient;
beforeAll(async () => {
  api = await startApi({}, { trustedProxies: 1, sessionSecret: SECRET });
  [ana, ben] = await Promise.all([signedIn(api, 'ana@example.com'), signedIn(api, 'ben@example.com')]);
});
afterAll(() => api.stop());

const whoIs = async (page: PageClient) => (await page.call('GET', '/api/me')).body['id'] ?? null;

/** The cookie as express-session signs it. */
function cookieOf(sid: string, secret = SECRET): string {
  const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '');
  return `baton_session=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}

function sidIn(cookie: string): string {
  return /s%3A([^.]+)\./.exec(cookie)?.[1] ?? '';
}

const withCookie = (cookie: string): PageClient => {
  const page = newPage(api);
  page.cookie = cookie;
  return page;
};

test('a session may do what its teammate may, and is not another’s', async () => {
  expect([await whoIs(ana), await whoIs(ben)]).toEqual([api.ana.id, api.ben.id]);
  expect((await ana.call('PUT', '/api/on-call', { body: { teammateId: null } })).status).toBe(200);
});

const ownersOnly = OPERATIONS.filter(({ access }) => access === 'owner');

test.each(ownersOnly)('$method $path is refused to the session of a teammate', async ({ method, path }) => {
  const answer = await ana.call(method.toUpperCase(), path.replace(/\{\w+\}/g, NOBODY), {
    ...(method === 'get' ? {} : { body: {} }),
  });
  expect([answer.status, answer.body['code']]).toEqual([403, 'owner_required']);
});

const changing = OPERATIONS.filter(
  ({ access, method, path }) =>
    method !== 'get' && (access === 'teammate' || access === 'owner' || path === '/api/sign-out'),
);

test.each(changing)(
  '$method $path is refused when another site makes the browser send it',
  async ({ method, path }) => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'https://baton.example' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': null, origin: 'https://evil.example' },
      { 'sec-fetch-site': null, origin: 'null' },
      { 'sec-fetch-site': null },
    ]) {
      const address = path.replace(/\{\w+\}/g, NOBODY);
      const answer = await ana.call(method.toUpperCase(), address, { headers, body: {} });
      expect([answer.status, answer.body['code']]).toEqual([403, 'cross_site']);
    }
    expect(await whoIs(ana)).toBe(api.ana.id);
  },
);

test('a browser that sends no Sec-Fetch-Site names our own origin or PUBLIC_URL’s; a key needs neither', async () => {
  const change = { body: { teammateId: null } };
  for (const origin of ['https://baton.example', api.url]) {
    const headers = { 'sec-fetch-site': null, origin };
    expect((await ana.call('PUT', '/api/on-call', { ...change, headers })).status).toBe(200);
  }
  const headers = { 'sec-fetch-site': 'cross-site', authorization: `Bearer ${api.ana.key}` };
  expect((await ana.call('PUT', '/api/on-call', { ...change, headers })).status).toBe(200);
});

test('a session id that somebody planted is not the one that is signed in to', async () => {
  const planted = [cookieOf('x'.repeat(32)), ben.cookie, 'baton_session=s%3Aplain.nonsense', 'baton_session=plain'];
  for (const cookie of planted) {
    const page = withCookie(cookie);
    const { token } = await askForMail(api, 'olivia@example.com');
    expect((await page.call('POST', '/api/sign-in/redeem', { body: { token } })).status).toBe(200);
    expect(page.cookie).not.toBe(cookie);
    expect(await whoIs(page)).toBe(api.owner.id);
    expect(await whoIs(withCookie(cookie))).toBeNull();
  }
  ben = await signedIn(api, 'ben@example.com'); // the old one ended when somebody signed in over it
});

test('a tampered cookie, and one signed elsewhere, open nothing', async () => {
  const sid = sidIn(ana.cookie);
  expect(await whoIs(withCookie(cookieOf(sid)))).toBe(api.ana.id);
  for (const cookie of [
    cookieOf(sid, 'another secret'),
    `${ana.cookie}x`,
    ana.cookie.replace(sid, sidIn(ben.cookie)),
    `baton_session=${sid}`,
    `baton_session=s%3A${sid}`,
    cookieOf(''),
  ])
    expect([cookie, await whoIs(withCookie(cookie))]).toEqual([cookie, null]);
});

test('a wrong key is refused even beside a good session, and says nothing of it', async () => {
  const answer = await ana.call('GET', '/api/me', { headers: { authorization: 'Bearer baton_wrong' } });
  expect([answer.status, answer.body['code']]).toEqual([401, 'unauthenticated']);
});

test('signing out ends this session for good and takes the cookie back', async () => {
  const page = await signedIn(api, 'ana@example.com');
  const { cookie } = page;
  expect((await page.call('POST', '/api/sign-out')).status).toBe(204);
  expect(page.setCookie).toMatch(/^baton_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
  expect(await whoIs(withCookie(cookie))).toBeNull();
  expect(await whoIs(ana)).toBe(api.ana.id);
  expect((await page.call('POST', '/api/sign-out')).status).toBe(204);
});

test('signing out everywhere ends all sessions of this teammate and of nobody else', async () => {
  const [here, there] = [await signedIn(api, 'ana@example.com'), await signedIn(api, 'ana@example.com')];
  expect((await here.call('POST', '/api/sign-out-everywhere')).status).toBe(204);
  expect([await whoIs(here), await whoIs(there), await whoIs(ana), await whoIs(ben)]).toEqual([
    null,
    null,
    null,
    api.ben.id,
  ]);
  ana = await signedIn(api, 'ana@example.com');
});

test('a deactivated teammate’s sessions, links and keys end with the answer', async () => {
  const made = await api.call('POST', '/api/teammates', { body: { name: 'Leo', email: 'leo@example.com' } });
  const id = String(made.body['id']);
  const { key } = (await api.call('POST', '/api/api-keys', { body: { name: 'k', teammateId: id } })).body;
  const page = await signedIn(api, 'leo@example.com');
  expect(await whoIs(page)).toBe(id);
  expect((await api.call('DELETE', `/api/teammates/${id}`)).status).toBe(204);
  expect(await whoIs(page)).toBeNull();
  expect((await api.call('GET', '/api/me', { key: String(key) })).status).toBe(401);
  const { rows } = await api.db.query('select 1 from session where teammate_id = $1', [id]);
  expect(rows).toEqual([]);
});

test('an inactive teammate’s session opens nothing, even if its row was left behind', async () => {
  await api.db.query(`insert into teammate (name, email) values ('Zoe', 'zoe@example.com')`);
  const page = await signedIn(api, 'zoe@example.com');
  await api.db.query(`update teammate set active = false where email = 'zoe@example.com'`);
  expect(await whoIs(page)).toBeNull();
});

test('a session is renewed by use, with one write a day, and ends thirty days after the last use', async () => {
  const page = await signedIn(api, 'ben@example.com');
  const sid = sidIn(page.cookie);
  const row = async () => {
    const { rows } = await api.db.query<{ xmin: string; days: number }>(
      `select xmin::text, round(extract(epoch from expire - now()) / 86400)::int as days from session where sid = $1`,
      [sid],
    );
    return rows[0];
  };
  const before = await row();
  expect(before?.days).toBe(30);
  for (let use = 0; use < 3; use++) await page.call('GET', '/api/me');
  expect(await row()).toEqual(before);
  await api.db.query(`update session set expire = now() + interval '12 days' where sid = $1`, [sid]);
  await page.call('GET', '/api/me');
  expect(page.setCookie).toContain('Expires=');
  expect((await row())?.days).toBe(30);
  await api.db.query('update session set expire = now() where sid = $1', [sid]);
  expect(await whoIs(page)).toBeNull();
});

test('nothing but the API asks for a session, and nobody who is not signed in is given one', async () => {
  const { rows } = await api.db.query<{ count: number }>('select count(*) from session');
  for (const path of ['/healthz', '/readyz', '/api/docs', '/api/openapi.json', '/sign-in']) {
    await ana.call('GET', path);
    expect([path, ana.setCookie]).toEqual([path, null]);
  }
  const stranger = newPage(api);
  await stranger.call('GET', '/api/me');
  await stranger.call('POST', '/api/sign-in', { body: { email: 'nobody@example.com' } });
  expect(stranger.setCookie).toBeNull();
  expect((await api.db.query<{ count: number }>('select count(*) from session')).rows).toEqual(rows);
});

test('over plain http the cookie is not marked secure, so that it works there', async () => {
  const plain = await api.beside({ publicUrl: 'http://127.0.0.1:1' });
  const { token } = await askForMail(api, 'olivia@example.com');
  const page = pageClient(plain.url);
  expect((await page.call('POST', '/api/sign-in/redeem', { body: { token } })).status).toBe(200);
  expect(page.setCookie).toMatch(/HttpOnly; SameSite=Lax$/);
  await plain.close();
});
