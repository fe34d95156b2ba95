import { makePushKeys } from '../../channels/push/make-push-keys';
import { keepPushKeys } from '../../db/push-keys';
import { MOST_SUBSCRIPTIONS } from '../../db/push-subscriptions';
import { startApi, type ApiUnderTest } from './api-under-test';
import { newPage, tokenOf, type PageClient } from './page-client';

const OWN = 'http://10.1.2.3:8080';
let api: ApiUnderTest;
beforeAll(async () => (api = await startApi({ push: { publicKey: 'BKey', internalOrigins: [OWN] } })));
afterAll(() => api.stop());

/** A browser of its own, signed in by a copied link: mails are few. */
async function signedIn(teammateId: string): Promise<PageClient> {
  const { body } = await api.call('POST', `/api/teammates/${teammateId}/sign-in-link`);
  const page = newPage(api);
  const { status } = await page.call('POST', '/api/sign-in/redeem', { body: { token: tokenOf(String(body['url'])) } });
  expect(status).toBe(200);
  return page;
}

let addresses = 0;
const subscription = (endpoint = `https://push.example/send/${addresses++}`) => ({
  endpoint,
  expirationTime: null,
  keys: { p256dh: `B${'a'.repeat(86)}`, auth: 'c'.repeat(22) },
});

const endpoints = async () =>
  (await api.db.query<{ endpoint: string }>('select endpoint from push_subscription order by created_at')).rows.map(
    ({ endpoint }) => endpoint,
  );

test('a browser is told from when it subscribes until it says otherwise', async () => {
  const ana = await signedIn(api.ana.id);
  expect((await ana.call('GET', '/api/push')).body).toEqual({ publicKey: 'BKey', isOn: false });
  const [first, second] = [subscription(), subscription()];
  expect((await ana.call('PUT', '/api/push/subscription', { body: first })).status).toBe(204);
  expect((await ana.call('PUT', '/api/push/subscription', { body: second })).status).toBe(204);
  expect((await ana.call('GET', '/api/push')).body['isOn']).toBe(true);
  expect(await endpoints()).toEqual([second.endpoint]);
  expect((await ana.call('DELETE', '/api/push/subscription')).status).toBe(204);
  expect((await ana.call('GET', '/api/push')).body['isOn']).toBe(false);
});

test.each([
  'http://push.example/send/1',
  'https://push.example:8443/send/1',
  'https://name@push.example/send/1',
  'https://intranet/send/1',
  'https://127.0.0.1/send/1',
  'https://0x7f.1/send/1',
  'https://10.1.2.3/send/1',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/send/1',
  'https://[::ffff:10.0.0.1]/send/1',
  'https://[fd00::1]/send/1',
  'http://10.1.2.3:8081/send/1',
  'ftp://push.example/send/1',
  `https://push.example/${'x'.repeat(1_000)}`,
])('no subscription makes us call %s', async (endpoint) => {
  const ana = await signedIn(api.ana.id);
  const answer = await ana.call('PUT', '/api/push/subscription', { body: subscription(endpoint) });
  expect([answer.status, answer.body['code']]).toEqual([400, 'invalid_request']);
  expect(await endpoints()).toEqual([]);
});

test('a push service of one’s own is where the configuration says, and a key is no browser', async () => {
  const ana = await signedIn(api.ana.id);
  expect((await ana.call('PUT', '/api/push/subscription', { body: subscription(`${OWN}/send/1`) })).status).toBe(204);
  expect((await ana.call('POST', '/api/sign-out')).status).toBe(204);
  const byKey = await api.call('PUT', '/api/push/subscription', { body: subscription() });
  expect([byKey.status, byKey.body['code']]).toEqual([400, 'invalid_request']);
  expect((await api.call('GET', '/api/push')).body['isOn']).toBe(false);
});

test('it ends with the session, however that ends', async () => {
  const leaver = await api.call('POST', '/api/teammates', { body: { name: 'Leaver', email: 'leaver@example.com' } });
  const leaverId = String(leaver.body['id']);
  const [here, there] = [await signedIn(api.ana.id), await signedIn(api.ana.id)];
  const [ben, gone] = [await signedIn(api.ben.id), await signedIn(leaverId)];
  const [s1, s2, s3, s4] = [subscription(), subscription(), subscription(), subscription()];
  for (const [page, body] of [
    [here, s1],
    [there, s2],
    [ben, s3],
    [gone, s4],
  ] as const)
    expect((await page.call('PUT', '/api/push/subscription', { body })).status).toBe(204);
  await here.call('POST', '/api/sign-out');
  expect(await endpoints()).toEqual([s2, s3, s4].map(({ endpoint }) => endpoint));
  await there.call('POST', '/api/sign-out-everywhere');
  expect(await endpoints()).toEqual([s3, s4].map(({ endpoint }) => endpoint));
  await api.call('DELETE', `/api/teammates/${leaverId}`);
  expect(await endpoints()).toEqual([s3.endpoint]);
  // The same browser, signed in anew while the old session was never ended: one subscription, the new one's.
  const again = await signedIn(api.ana.id);
  expect((await again.call('PUT', '/api/push/subscription', { body: s3 })).status).toBe(204);
  expect(await endpoints()).toEqual([s3.endpoint]);
  expect((await ben.call('GET', '/api/push')).body['isOn']).toBe(false);
  await again.call('POST', '/api/sign-out');
});

test('a teammate’s oldest browser gives way', async () => {
  const made = [];
  for (let i = 0; i <= MOST_SUBSCRIPTIONS; i++) {
    const page = await signedIn(api.ben.id);
    made.push(subscription());
    await page.call('PUT', '/api/push/subscription', { body: made.at(-1) });
  }
  expect(await endpoints()).toEqual(made.slice(1).map(({ endpoint }) => endpoint));
});

test('several processes that start at once know the installation by one key', async () => {
  const kept = await Promise.all(Array.from({ length: 8 }, () => keepPushKeys(api.db, makePushKeys())));
  expect(new Set(kept.map(({ publicKey, privateKey }) => `${publicKey} ${privateKey}`)).size).toBe(1);
  expect(await keepPushKeys(api.db, makePushKeys())).toEqual(kept[0]);
});
