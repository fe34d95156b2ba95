import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages, storedReplies } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
});
afterEach(() => expectPromisesKept(baton));
afterAll(() => baton.stop());

type Customer = ReturnType<typeof newCustomer>;

/** A customer who asked for a person and has been told that one will answer, as that person has been by mail. */
async function handedOff(customer: Customer): Promise<string> {
  const { db, whatsapp } = baton;
  await whatsapp.simulate.text(customer, 'can I speak to someone?').delivered;
  await eventually(async () => {
    const [handoff] = await storedHandoffs(db, customer.waId);
    expect(handoff?.steps).toEqual(['assign Olivia: done', 'email Olivia: done', 'reassure: done']);
  });
  return conversationOf(db, customer.waId);
}

async function writes(customer: Customer, text: string): Promise<string> {
  const { db, whatsapp } = baton;
  const { id, delivered } = whatsapp.simulate.text(customer, text);
  await delivered;
  const stored = (await storedMessages(db, customer.waId)).find(({ waMessageId }) => waMessageId === id);
  return stored?.id ?? '';
}

/** A teammate's reply that has left, so that the next message is the AI's. */
async function teammateSays(id: string, text: string): Promise<void> {
  const { whatsapp, api } = baton;
  expect((await api.command(id, 'messages', { text })).status).toBe(200);
  await whatsapp.log.waitForAccepted((accepted) => accepted.text?.endsWith(text) === true);
}

/** What the customer is told next. */
async function answerTo(customer: Customer, question: string): Promise<string> {
  const { whatsapp } = baton;
  const before = whatsapp.log.accepted().at(-1)?.seq ?? 0;
  await whatsapp.simulate.text(customer, question).delivered;
  const answer = await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > before);
  return answer.text ?? '';
}

test('I1: what the customer wrote after the last message the teammate saw is the AI’s next turn, and nothing before it', async () => {
  const { db, whatsapp, api } = baton;
  const ana = newCustomer();
  const id = await handedOff(ana);
  const seen = await writes(ana, 'it is about the bathroom');
  const unseen = await writes(ana, 'Can I pay with PayPal?');
  expect((await api.command(id, 'resolve', { outcome: 'done', seenMessageId: seen })).status).toBe(200);
  const answer = await whatsapp.log.waitForAccepted(
    ({ to, text }) => to === ana.waId && (text ?? '').includes('PayPal'),
  );
  const messages = await storedMessages(db, ana.waId);
  expect(messages.find((message) => message.id === seen)).toMatchObject({ settledBy: 'person' });
  expect(messages.find((message) => message.id === unseen)).toMatchObject({
    settledBy: 'turn',
    turnId: messages.find((message) => message.id === answer.key)?.turnId,
  });
});

test('the AI knows what came of the handoff', async () => {
  const { api } = baton;
  const ana = newCustomer();
  const id = await handedOff(ana);
  await teammateSays(id, 'We will send a new shade.');
  expect((await api.command(id, 'resolve', { outcome: 'a new shade leaves on Friday' })).status).toBe(200);
  expect(await answerTo(ana, 'what was the outcome?')).toContain('a new shade leaves on Friday');
});

test.each(['thanks!', 'Muchas gracias', '👍', 'ok'])(
  'I1: %s after a resolve ends the exchange and hands off nothing',
  async (words) => {
    const { db, api } = baton;
    const ana = newCustomer();
    const id = await handedOff(ana);
    expect((await api.command(id, 'resolve', { outcome: 'done' })).status).toBe(200);
    const thanks = await writes(ana, words);
    await eventually(async () => {
      const settled = (await storedMessages(db, ana.waId)).find((message) => message.id === thanks);
      expect(['closing', 'turn']).toContain(settled?.settledBy);
    });
    expect((await api.get(`/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'ai' } });
    expect(await storedHandoffs(db, ana.waId)).toHaveLength(1);
  },
);

test('no loop: requests for a person made before the resolve open no second handoff, the same words after it do', async () => {
  const { db, whatsapp, mail, api } = baton;
  const ana = newCustomer();
  const id = await handedOff(ana);
  await writes(ana, 'I want to talk to a human');
  const last = await writes(ana, 'can I speak to someone?');
  await teammateSays(id, 'Here I am.');
  expect((await api.command(id, 'resolve', { outcome: 'called her', seenMessageId: last })).status).toBe(200);
  expect(await answerTo(ana, 'How long does delivery to Spain take?')).toMatch(/2 to 3 working days/);
  expect(await storedHandoffs(db, ana.waId)).toMatchObject([{ reason: 'asked_for_person', resolved: true }]);

  const reassurance = await answerTo(ana, 'can I speak to someone?');
  expect(reassurance).toMatch(/Olivia/);
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { resolved: true },
      { resolved: false, steps: expect.arrayContaining(['email Olivia: done', 'reassure: done']) as string[] },
    ]);
  });
  const handoffs = await storedHandoffs(db, ana.waId);
  const keys = mail.log
    .accepted()
    .flatMap(({ key }) => (handoffs.some(({ id: each }) => key?.includes(each)) ? [key] : []));
  expect(new Set(keys).size).toBe(2);
  expect(whatsapp.log.accepted().filter(({ to }) => to === ana.waId)).toHaveLength(4);
});

test('"still not working" after a resolve goes back to a person, not to another try of the AI', async () => {
  const { db, api } = baton;
  const ana = newCustomer();
  const id = await handedOff(ana);
  expect((await api.command(id, 'resolve', { outcome: 'reset the lamp' })).status).toBe(200);
  await writes(ana, 'it is still not working');
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { resolved: true },
      { resolved: false, reason: 'cannot_resolve' },
    ]);
  });
  expect(await storedReplies(db, ana.waId)).toEqual([]);
});
