import { pageClient, tokenOf, type PageClient } from '../api/page-client';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startPushService, type PushServiceStandIn, type SubscribedBrowser } from '../support/push-service';
import { conversationOf } from '../support/seed';

let service: PushServiceStandIn;
let baton: Baton;
let ownerId: string;
beforeAll(async () => {
  service = await startPushService();
  baton = await startBaton({ env: { PUSH_INTERNAL_ORIGINS: service.url } });
  ownerId = String((await baton.api.get('/api/me')).body['id']);
});
afterAll(async () => {
  await baton.stop();
  await service.stop();
});

/** A teammate at a browser of their own. */
interface AtWork {
  id: string;
  page: PageClient;
  browser: SubscribedBrowser;
}

let names = 0;
async function subscribed(id?: string): Promise<AtWork> {
  const name = `Mate ${names++}`;
  const email = `${name.toLowerCase().replace(' ', '-')}@example.com`;
  const mate = id ?? String((await baton.api.send('POST', '/api/teammates', { name, email })).body['id']);
  const { body } = await baton.api.send('POST', `/api/teammates/${mate}/sign-in-link`);
  const page = pageClient(baton.url);
  await page.call('POST', '/api/sign-in/redeem', { body: { token: tokenOf(String(body['url'])) } });
  const browser = service.browser();
  const { status } = await page.call('PUT', '/api/push/subscription', { body: browser.subscription });
  expect(status).toBe(204);
  return { id: mate, page, browser };
}

async function conversation(text = 'hello'): Promise<{ id: string; write: (words: string) => Promise<unknown> }> {
  const customer = newCustomer('Maria Canary');
  await baton.whatsapp.simulate.text(customer, text).delivered;
  const id = await conversationOf(baton.db, customer.waId);
  return { id, write: (words) => baton.whatsapp.simulate.text(customer, words).delivered };
}

const told = ({ browser }: AtWork) => browser.told.map(({ payload }) => JSON.parse(payload) as unknown);
const pushesOf = async (id: string) => {
  const { rows } = await baton.db.query<{ state: string; error: string | null; kind: string }>(
    'select kind, state, error from push where conversation_id = $1',
    [id],
  );
  return rows;
};
const act = async (page: PageClient, id: string, verb: string, body: Record<string, unknown> = {}) => {
  const answer = await page.call('POST', `/api/conversations/${id}/${verb}`, {
    body: { clientId: `${verb}-${Math.random()}`, ...body },
  });
  expect(answer.status).toBe(200);
};

test('a handoff, a customer’s answer and a mention reach the teammate’s browser as ids and kinds alone', async () => {
  const [ana, ben] = [await subscribed(), await subscribed()];
  const assigned = await conversation();
  await act(ben.page, assigned.id, 'assign', { teammateId: ana.id });
  await eventually(() => expect(told(ana)).toEqual([{ kind: 'assigned', conversationId: assigned.id }]));
  const held = await conversation();
  await act(ana.page, held.id, 'take-over');
  await held.write('My secret is canary');
  await eventually(() => expect(told(ana)).toContainEqual({ kind: 'answered', conversationId: held.id }));
  const mentioned = await conversation();
  await act(ben.page, mentioned.id, 'notes', { text: 'canary, please', mentions: [ana.id] });
  await eventually(() => expect(told(ana)).toContainEqual({ kind: 'mention', conversationId: mentioned.id }));
  expect(ana.browser.told).toHaveLength(3);
  expect(ben.browser.told).toEqual([]);
  expect((await ana.page.call('GET', '/api/push')).body['publicKey']).toBe(ana.browser.told[0]?.signedBy);
});

test('the AI’s handoff reaches every browser of whom it went to; an own click reaches none', async () => {
  const [here, there] = [await subscribed(ownerId), await subscribed(ownerId)];
  const handedOff = await conversation('I want to talk to a human');
  for (const browser of [here, there])
    await eventually(() => expect(told(browser)).toEqual([{ kind: 'assigned', conversationId: handedOff.id }]));
  const own = await conversation();
  await act(here.page, own.id, 'assign', { teammateId: ownerId });
  const taken = await conversation();
  await act(here.page, taken.id, 'take-over');
  await act(here.page, taken.id, 'notes', { text: 'note to self', mentions: [ownerId] });
  expect([await pushesOf(own.id), await pushesOf(taken.id)]).toEqual([[], []]);
  for (const { page } of [here, there]) await page.call('POST', '/api/sign-out');
});

test('a customer who writes on rings once a minute, and not at all once they were answered', async () => {
  const ana = await subscribed();
  const { id, write } = await conversation();
  await act(ana.page, id, 'take-over');
  await write('one');
  await eventually(() => expect(told(ana)).toHaveLength(1));
  await write('two');
  await write('three');
  const isDue = async () => {
    const { rows } = await baton.db.query<{ late: string }>(
      `select extract(epoch from next_attempt_at - now()) as late from push where conversation_id = $1 and state = 'pending'`,
      [id],
    );
    return rows.map(({ late }) => Number(late) > 30);
  };
  expect(await isDue()).toEqual([true]);
  expect(told(ana)).toHaveLength(1);
  const aMinuteLater = () => baton.db.query('update push set next_attempt_at = now() where conversation_id = $1', [id]);
  await aMinuteLater();
  await eventually(() => expect(told(ana)).toHaveLength(2));
  await write('four');
  await act(ana.page, id, 'messages', { text: 'Here I am' });
  await aMinuteLater();
  await eventually(async () => expect(await pushesOf(id)).toMatchObject([{ state: 'skipped', error: 'no_news' }]));
  expect(told(ana)).toHaveLength(2);
});

test('a push service that is down is asked again; one that knows the browser no more ends the subscription', async () => {
  const ana = await subscribed();
  ana.browser.answerNext({ status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
  const { id } = await conversation();
  await baton.api.command(id, 'assign', { teammateId: ana.id });
  await eventually(() => expect(ana.browser.attempts()).toBe(1));
  for (const attempts of [2, 3]) {
    await eventually(async () => {
      await baton.db.query(`update push set next_attempt_at = now() where conversation_id = $1 and state = 'pending'`, [
        id,
      ]);
      expect(ana.browser.attempts()).toBeGreaterThanOrEqual(attempts);
    });
  }
  await eventually(async () => expect(await pushesOf(id)).toMatchObject([{ state: 'sent' }]));
  expect(told(ana)).toHaveLength(1);
  ana.browser.answerNext({ status: 410 });
  const other = await conversation();
  await baton.api.command(other.id, 'assign', { teammateId: ana.id });
  await eventually(async () => expect((await ana.page.call('GET', '/api/push')).body['isOn']).toBe(false));
  expect(await pushesOf(other.id)).toEqual([]);
});

test('a refused push is given up and holds up no other', async () => {
  const ana = await subscribed();
  ana.browser.answerNext({ status: 403 });
  const [refused, next] = [await conversation(), await conversation()];
  await baton.api.command(refused.id, 'assign', { teammateId: ana.id });
  await eventually(async () =>
    expect(await pushesOf(refused.id)).toMatchObject([{ state: 'failed', error: 'http_403' }]),
  );
  await baton.api.command(next.id, 'assign', { teammateId: ana.id });
  await eventually(() => expect(told(ana)).toEqual([{ kind: 'assigned', conversationId: next.id }]));
});

test('what waits for a browser is gone with its sign-in, and an expired session is told nothing', async () => {
  const [ana, ben] = [await subscribed(), await subscribed()];
  for (const { browser } of [ana, ben]) browser.answerNext({ status: 503, headers: { 'retry-after': '300' } });
  const { id } = await conversation();
  await baton.api.command(id, 'notes', { text: 'look', mentions: [ana.id, ben.id] });
  await eventually(() => expect([ana.browser.attempts(), ben.browser.attempts()]).toEqual([1, 1]));
  await ana.page.call('POST', '/api/sign-out');
  expect(await pushesOf(id)).toHaveLength(1);
  await baton.db.query('update session set expire = now() where teammate_id = $1', [ben.id]);
  await baton.db.query('update push set next_attempt_at = now() where conversation_id = $1', [id]);
  await eventually(async () => expect(await pushesOf(id)).toMatchObject([{ state: 'skipped', error: 'no_news' }]));
  expect([told(ana), told(ben)]).toEqual([[], []]);
});

test('a sign-out that is under way neither waits for a handoff nor makes it fail', async () => {
  const ana = await subscribed();
  const { id } = await conversation();
  const signingOut = await baton.db.connect();
  try {
    await signingOut.query('begin');
    await signingOut.query('delete from session where teammate_id = $1', [ana.id]);
    expect((await baton.api.command(id, 'assign', { teammateId: ana.id })).status).toBe(200);
    await signingOut.query('commit');
  } finally {
    signingOut.release();
  }
  expect(await pushesOf(id)).toEqual([]);
});
