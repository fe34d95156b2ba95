import type { NewFaultRule } from '../../sandbox/faults/fault';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages, storedReplies, type StoredMessage } from '../support/stored';

type Customer = ReturnType<typeof newCustomer>;
type Fault = NewFaultRule['fault'];

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ timings: { sendTimeout: 1_500, attemptOver: 2_000, evidence: 4_000 } });
});
afterEach(async () => {
  baton.whatsapp.faults.clear();
  baton.whatsapp.webhookFaults.clear();
  await expectPromisesKept(baton);
});
afterAll(() => baton.stop());

const QUESTION = 'How long does delivery to Spain take?';

const arrivalsOf = (key: string) => baton.whatsapp.log.arrivals('messages').filter((arrival) => arrival.key === key);
const acceptedOf = (key: string) => baton.whatsapp.log.accepted().filter((accepted) => accepted.key === key);

async function conversation(waId: string): Promise<Record<string, unknown>> {
  const { body } = await baton.api.get(`/api/conversations/${await conversationOf(baton.db, waId)}`);
  return body;
}

/** A customer asks, and the answer meets a fault on its way. */
async function answerMeets(fault: Fault): Promise<{ customer: Customer; reply: StoredMessage }> {
  const { db, whatsapp } = baton;
  const customer = newCustomer();
  whatsapp.faults.add({ route: 'messages', to: customer.waId, fault });
  await whatsapp.simulate.text(customer, QUESTION).delivered;
  await whatsapp.log.waitForArrival(({ to, route }) => to === customer.waId && route === 'messages');
  const [reply] = await storedReplies(db, customer.waId);
  if (reply === undefined) throw new Error('no reply is stored');
  return { customer, reply };
}

/** A teammate's reply to a customer who has been answered, and what it meets on its way. */
async function humanReplyMeets(fault: Fault, text: string): Promise<{ customer: Customer; key: string }> {
  const { db, whatsapp, api } = baton;
  const customer = newCustomer();
  await whatsapp.simulate.text(customer, QUESTION).delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  whatsapp.faults.add({ route: 'messages', to: customer.waId, fault });
  const { body } = await api.command(await conversationOf(db, customer.waId), 'messages', { text });
  return { customer, key: String(body['id']) };
}

async function becomes(waId: string, key: string, state: string | RegExp): Promise<void> {
  await eventually(async () => {
    const message = (await storedMessages(baton.db, waId)).find(({ id }) => id === key);
    expect(message?.state).toMatch(state);
  });
}

const DELIVERY_FAILED = [
  { reason: 'delivery_failed', steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
];

describe('an answer of the AI', () => {
  test.each<[string, Fault]>([
    ['is refused for good', { kind: 'provider_error', code: 131026 }],
    ['is accepted and fails later', { kind: 'fails_later', code: 131026 }],
  ])('I5: that %s becomes a person’s job, and its question is unanswered again', async (_how, fault) => {
    const { db } = baton;
    const { customer, reply } = await answerMeets(fault);
    await eventually(async () => {
      expect(await storedHandoffs(db, customer.waId)).toMatchObject(DELIVERY_FAILED);
    });
    const [question] = await storedMessages(db, customer.waId);
    expect(question).toMatchObject({ text: QUESTION, settledBy: null });
    expect((await conversation(customer.waId))['waitingSince']).not.toBeNull();
    expect(arrivalsOf(reply.id)).toHaveLength(1);
    await becomes(customer.waId, reply.id, 'failed');
  });

  test.each<[string, Fault]>([
    ['reset', { kind: 'reset', when: 'after' }],
    ['broken off', { kind: 'half_body' }],
    ['a page of a gateway', { kind: 'html', when: 'after' }],
    ['not what was promised', { kind: 'wrong_json' }],
    ['never to come', { kind: 'hang', when: 'after' }],
  ])('I2: whose acceptance is %s is proven by its status and not sent again', async (_how, fault) => {
    const { db } = baton;
    const { customer, reply } = await answerMeets(fault);
    await becomes(customer.waId, reply.id, 'delivered');
    expect(arrivalsOf(reply.id)).toHaveLength(1);
    expect(await storedHandoffs(db, customer.waId)).toEqual([]);
  });

  test.each<[string, Fault]>([
    ['reset', { kind: 'reset' }],
    ['answered by a gateway’s page', { kind: 'html' }],
    ['never answered', { kind: 'hang' }],
    ['answered "unknown error"', { kind: 'provider_error', code: 131000, status: 500 }],
  ])('I2, I5: whose sending is %s is not sent again; a person looks when no status has come', async (_how, fault) => {
    const { db } = baton;
    const { customer, reply } = await answerMeets(fault);
    await eventually(async () => {
      expect(await storedHandoffs(db, customer.waId)).toMatchObject(DELIVERY_FAILED);
    });
    await becomes(customer.waId, reply.id, 'unconfirmed');
    expect(arrivalsOf(reply.id)).toHaveLength(1);
    expect((await storedMessages(db, customer.waId))[0]).toMatchObject({ settledBy: null });
  });

  test('I9: that nobody could confirm is delivered after all when its status comes late', async () => {
    const { db, whatsapp } = baton;
    const { customer, reply } = await answerMeets({ kind: 'reset' });
    await becomes(customer.waId, reply.id, 'unconfirmed');
    whatsapp.simulate.status('wamid.late', 'delivered', { key: reply.id, who: customer });
    await becomes(customer.waId, reply.id, 'delivered');
    expect((await storedReplies(db, customer.waId))[0]).toMatchObject({ waMessageId: 'wamid.late', error: null });
    expect(arrivalsOf(reply.id)).toHaveLength(1);
  });
});

describe('a teammate’s message', () => {
  test.each<[string, Fault, string]>([
    ['is refused', { kind: 'provider_error', code: 131026 }, 'failed'],
    ['fails later', { kind: 'fails_later', code: 131026 }, 'failed'],
    ['cannot be confirmed', { kind: 'reset' }, 'unconfirmed'],
  ])('I2, I5: that %s leaves the customer waiting, and is never sent again', async (_how, fault, state) => {
    const { customer, key } = await humanReplyMeets(fault, `A person's words, ${state}.`);
    await becomes(customer.waId, key, state);
    await eventually(async () => {
      expect((await conversation(customer.waId))['waitingSince']).not.toBeNull();
    });
    expect(arrivalsOf(key)).toHaveLength(1);
  });

  test('I2: whose acceptance is lost is proven by its status and not sent again', async () => {
    const { customer, key } = await humanReplyMeets({ kind: 'reset', when: 'after' }, 'Lost and found.');
    await becomes(customer.waId, key, 'delivered');
    expect(arrivalsOf(key)).toHaveLength(1);
    expect((await conversation(customer.waId))['waitingSince']).toBeNull();
  });

  test.each([130429, 131056])(
    'I6: refused with the rate code %d is sent later, and the next one waits for it',
    async (code) => {
      const { db, whatsapp, api } = baton;
      const { customer, key } = await humanReplyMeets({ kind: 'provider_error', code }, 'first');
      await api.command(await conversationOf(db, customer.waId), 'messages', { text: 'second' });
      const { key: second } = await whatsapp.log.waitForAccepted(
        ({ to, text }) => to === customer.waId && text === 'second',
        20_000,
      );
      const arrivals = whatsapp.log
        .arrivals('messages')
        .filter(({ to, seq }) => to === customer.waId && seq >= (arrivalsOf(key)[0]?.seq ?? 0));
      expect(arrivals.map((arrival) => arrival.key)).toEqual([key, key, second]);
      expect(acceptedOf(key)).toHaveLength(1);
    },
  );
});

test('I2: a reassurance that nobody can confirm is said once more, and no third time', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const lost = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'reset' }, times: 'always' });
  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  await eventually(async () => {
    expect((await storedHandoffs(db, ana.waId))[0]?.steps).toEqual([
      'assign Olivia: done',
      'email Olivia: done',
      'reassure: failed',
    ]);
  }, 40_000);
  expect(lost.hits()).toBe(2);
});

describe('statuses', () => {
  function status(id: string, name: string, key: string | null): Buffer {
    const { whatsapp } = baton.config;
    const statuses = [
      {
        id,
        status: name,
        timestamp: '1790000000',
        recipient_id: '1',
        ...(key === null ? {} : { biz_opaque_callback_data: key }),
      },
    ];
    const metadata = { display_phone_number: '15550100200', phone_number_id: whatsapp.phoneNumberId };
    const changes = [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, statuses } }];
    return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] }));
  }

  const RANK = ['sending', 'sent', 'delivered', 'read'];
  const ORDERS = [
    ['sent', 'delivered', 'read'],
    ['sent', 'read', 'delivered'],
    ['delivered', 'sent', 'read'],
    ['delivered', 'read', 'sent'],
    ['read', 'sent', 'delivered'],
    ['read', 'delivered', 'sent'],
  ];

  test.each(ORDERS)(
    'I9: in the order %s, %s, %s, each twice and one more "failed", never take a message back',
    async (...order) => {
      const { db, whatsapp, api } = baton;
      const ana = newCustomer();
      whatsapp.webhookFaults.add({ on: 'status', fault: { kind: 'drop' }, times: 'always', contains: ana.waId });
      await whatsapp.simulate.text(ana, QUESTION).delivered;
      const { id, key } = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
      let before = 0;
      for (const name of [...order.flatMap((each) => [each, each]), 'failed']) {
        expect(await whatsapp.rawWebhook(status(id, name, key), 'good')).toBe(200);
        const [reply] = await storedReplies(db, ana.waId);
        const rank = RANK.indexOf(reply?.state ?? '');
        expect(rank).toBeGreaterThanOrEqual(before);
        before = rank;
      }
      expect((await storedReplies(db, ana.waId))[0]).toMatchObject({ state: 'read', waMessageId: id, error: null });
      // What says nothing new is no fault of the webhook either.
      expect((await api.get('/api/account-events')).body.items).toEqual([]);
    },
  );

  test.each([
    ['with our key', true],
    ['without it', false],
  ])('I9: that come %s before the answer to their message are not lost', async (_how, withKey) => {
    const { whatsapp } = baton;
    const ana = newCustomer();
    whatsapp.webhookFaults.add({ on: 'status', fault: { kind: 'drop' }, times: 'always', contains: ana.waId });
    const answering = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold', when: 'after' } });
    await whatsapp.simulate.text(ana, QUESTION).delivered;
    const { id, key } = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
    for (const name of ['delivered', 'sent'])
      expect(await whatsapp.rawWebhook(status(id, name, withKey ? key : null), 'good')).toBe(200);
    answering.release();
    await becomes(ana.waId, key ?? '', 'delivered');
    expect(arrivalsOf(key ?? '')).toHaveLength(1);
  });
});
