import {
  APP_SECRET,
  delivery,
  newWaId,
  OLD_APP_SECRET,
  sign,
  startApi,
  textMessage,
  VERIFY_TOKEN,
  type ApiUnderTest,
} from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const countMessages = async () => {
  const { rows } = await api.db.query<{ n: number }>('select count(*) as n from message');
  return rows[0]?.n;
};
const metric = async (name: string) => {
  const { text } = await api.call('GET', '/metrics', { key: '' });
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(name))
      ?.split(' ')
      .at(-1) ?? 0,
  );
};

const verify = (query: Record<string, string>) =>
  api.call('GET', `/webhooks/whatsapp?${new URLSearchParams(query).toString()}`, { key: '' });
const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' };

test('Meta gets its challenge back as plain text', async () => {
  const answer = await verify(asked);
  expect([answer.status, answer.text]).toEqual([200, '1158201444']);
  expect(answer.headers.get('content-type')).toContain('text/plain');
});

test('whoever does not know the verify token gets nothing back', async () => {
  for (const change of [
    { 'hub.verify_token': 'wrong' },
    { 'hub.verify_token': '' },
    { 'hub.verify_token': `${VERIFY_TOKEN}x` },
    { 'hub.mode': 'unsubscribe' },
  ]) {
    const answer = await verify({ ...asked, ...change });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('1158201444');
  }
  expect((await api.call('GET', '/webhooks/whatsapp')).status).toBe(403);
  const twice = `hub.verify_token=${VERIFY_TOKEN}&hub.verify_token=${VERIFY_TOKEN}&hub.mode=subscribe&hub.challenge=1`;
  expect((await api.call('GET', `/webhooks/whatsapp?${twice}`)).status).toBe(403);
});

test('a challenge that could be a script is not echoed', async () => {
  const answer = await verify({ ...asked, 'hub.challenge': '<script>alert(1)</script>' });
  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('<script>');
});

test('nothing is stored of a body that the app secret did not sign', async () => {
  const before = await countMessages();
  const refused = await metric('baton_webhooks_bad_signature_total{source="whatsapp"}');
  const raw = JSON.stringify(delivery([textMessage('forged', { from: newWaId() })]));
  const forged = [
    '',
    'sha256=',
    sign(raw).slice(0, -1),
    sign(raw).replace('sha256=', 'sha1='),
    sign(raw, 'another secret'),
    sign(raw, ''),
    sign(`${raw} `),
    sign(JSON.stringify(JSON.parse(raw), null, 1)),
  ];
  for (const signature of forged) {
    const answer = await api.webhook(raw, signature);
    expect([answer.status, answer.body['code']]).toEqual([401, 'invalid_signature']);
  }
  expect(await countMessages()).toBe(before);
  expect(await metric('baton_webhooks_bad_signature_total{source="whatsapp"}')).toBe(refused + forged.length);
});

test('while a secret is rotated, both sign', async () => {
  for (const secret of [APP_SECRET, OLD_APP_SECRET]) {
    const raw = JSON.stringify(delivery([textMessage('rotated', { from: newWaId() })]));
    expect((await api.webhook(raw, sign(raw, secret))).status).toBe(200);
  }
});

test('without a configured secret every event is refused', async () => {
  const closed = await startApi({
    whatsapp: { appSecrets: [], verifyToken: null, readTemplates: () => Promise.resolve([]) },
  });
  try {
    const raw = JSON.stringify(delivery([textMessage('x')]));
    expect((await closed.webhook(raw, sign(raw, ''))).status).toBe(401);
    expect(
      (await closed.call('GET', '/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=&hub.challenge=1')).status,
    ).toBe(403);
  } finally {
    await closed.stop();
  }
});

test('a compressed body is refused: the signature is over the bytes as sent', async () => {
  const raw = JSON.stringify(delivery([]));
  const answer = await fetch(`${api.url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': sign(raw), 'content-encoding': 'gzip' },
    body: raw,
  });
  expect(answer.status).toBe(415);
});
