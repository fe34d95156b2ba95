import { lookup } from 'node:dns/promises';
import { createPushClient } from '../../channels/push/client';
import { makePushKeys } from '../../channels/push/make-push-keys';
import { isPublicAddress } from '../../channels/push/public-address';
import { publicLookup } from '../../channels/push/public-lookup';
import { startPushService, type PushServiceStandIn } from '../support/push-service';

let service: PushServiceStandIn;
beforeAll(async () => (service = await startPushService()));
afterAll(() => service.stop());

const keys = makePushKeys();
const client = (internalOrigins: readonly string[] = [service.url]) =>
  createPushClient({ keys, subject: 'mailto:owner@example.com', internalOrigins, timeoutMs: 2_000 });
const target = ({ subscription: { endpoint, keys } }: ReturnType<PushServiceStandIn['browser']>) => ({
  endpoint,
  ...keys,
});

test('what is told can be read by its browser alone, and says who sent it', async () => {
  const browser = service.browser();
  expect(await client().send(target(browser), '{"kind":"assigned"}', { topic: 'a'.repeat(32) })).toEqual({
    kind: 'accepted',
  });
  expect(browser.told).toMatchObject([
    {
      payload: '{"kind":"assigned"}',
      signedBy: keys.publicKey,
      claims: { sub: 'mailto:owner@example.com' },
      headers: { topic: 'a'.repeat(32), urgency: 'high', ttl: '14400', 'content-encoding': 'aes128gcm' },
    },
  ]);
});

test.each([
  [200, { kind: 'accepted' }],
  [404, { kind: 'gone' }],
  [410, { kind: 'gone' }],
  [400, { kind: 'rejected', code: 'http_400' }],
  [403, { kind: 'rejected', code: 'http_403' }],
  [302, { kind: 'rejected', code: 'http_302' }],
  [429, { kind: 'retry', afterMs: 7_000, code: 'http_429' }],
  [503, { kind: 'retry', afterMs: 7_000, code: 'http_503' }],
])('an answer of %i is understood, and leads nowhere else', async (status, expected) => {
  const [browser, elsewhere] = [service.browser(), service.browser()];
  browser.answerNext({ status, headers: { 'retry-after': '7', location: elsewhere.subscription.endpoint } });
  expect(await client().send(target(browser), '{}', { topic: 'a' })).toEqual(expected);
  expect([browser.attempts(), elsewhere.attempts()]).toEqual([1, 0]);
});

test('nothing is sent to an address that may not be reached, nor with keys that are none', async () => {
  const browser = service.browser();
  const refused = { kind: 'rejected', code: 'endpoint_not_allowed' };
  expect(await client([]).send(target(browser), '{}', { topic: 'a' })).toEqual(refused);
  expect(await client(['http://127.0.0.1:1']).send(target(browser), '{}', { topic: 'a' })).toEqual(refused);
  const noKeys = { ...target(browser), p256dh: `B${'a'.repeat(86)}` };
  expect(await client().send(noKeys, '{}', { topic: 'a' })).toEqual({ kind: 'rejected', code: 'unusable_keys' });
  expect(browser.attempts()).toBe(0);
});

test.each([true, false])(
  'a name that leads to an address inside our network is not connected to (all: %s)',
  async (all) => {
    // As every resolver knows it.
    expect((await lookup('localhost')).address).toMatch(/^(127\.|::1)/);
    const error = await new Promise((resolve) => publicLookup('localhost', { all }, resolve));
    expect(error).toMatchObject({ code: 'ENOTPUBLIC' });
  },
);

test('which addresses are public', () => {
  const isPublic = ['1.1.1.1', '142.250.74.106', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111'];
  const isNot = [
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1'],
    ...['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'fc00::1', 'fe80::1', 'fec0::1', 'ff02::1', 'nonsense'],
  ];
  expect(isPublic.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(isNot.filter(isPublicAddress)).toEqual([]);
});
