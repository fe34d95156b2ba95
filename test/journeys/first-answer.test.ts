import { createGate } from '../../sandbox/faults/gate';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { storedMessages } from '../support/stored';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env });
});
afterEach(() => expectPromisesKept(baton));
afterAll(async () => {
  await baton.stop();
  await model.stop();
});
beforeEach(() => model.answers(() => ({ reply: 'Yes, it is.' })));

/** WhatsApp's limit for the text of a button message. */
const BUTTON_TEXT_LIMIT = 1_024;

/** What was accepted for a customer: type, text, and the titles of the buttons under it. */
const heard = (waId: string) =>
  baton.whatsapp.log.accepted().flatMap(({ to, arrivalId, type, text }) => {
    if (to !== waId) return [];
    const body = baton.whatsapp.log.arrivals().find(({ id }) => id === arrivalId)?.rawBody ?? '';
    return [{ type, text: text ?? '', titles: [...body.matchAll(/"title":"([^"]*)"/g)].map(([, title]) => title) }];
  });

test('the first answer says that an AI gives it and has a button to a person, the second is the answer alone', async () => {
  const { whatsapp } = baton;
  const ana = newCustomer();
  await whatsapp.simulate.text(ana, 'is the Nina lamp waterproof?').delivered;
  const first = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  await whatsapp.simulate.text(ana, 'and is the Vela lamp?').delivered;
  await whatsapp.log.waitForAccepted(({ to, seq }) => to === ana.waId && seq > first.seq);
  expect(heard(ana.waId)).toEqual([
    { type: 'interactive', text: "I'm an AI assistant.\n\nYes, it is.", titles: ['Talk to a person'] },
    { type: 'text', text: 'Yes, it is.', titles: [] },
  ]);
});

test('a first answer too long for a button message goes first as text, whole, and the button follows it', async () => {
  const { whatsapp } = baton;
  const ana = newCustomer();
  const long = `It begins here. ${'More about lamps and shades. '.repeat(40)}It ends here.`;
  expect(long.length).toBeGreaterThan(BUTTON_TEXT_LIMIT);
  model.answers(() => ({ reply: long }));
  await whatsapp.simulate.text(ana, 'tell me everything').delivered;
  await whatsapp.log.waitForAccepted(({ to, type }) => to === ana.waId && type === 'interactive');
  const [answer, button, ...more] = heard(ana.waId);
  expect(answer).toEqual({ type: 'text', text: `I'm an AI assistant.\n\n${long}`, titles: [] });
  expect(button?.titles).toEqual(['Talk to a person']);
  expect(more).toEqual([]);
});

test('from the start of the turn the customer sees that the message was read and an answer is being written', async () => {
  const { whatsapp } = baton;
  const ana = newCustomer();
  const thinking = createGate();
  model.answers(async () => {
    await thinking.pass();
    return { reply: 'Yes.' };
  });
  await whatsapp.simulate.text(ana, 'is the Nina lamp round?').delivered;
  await thinking.untilHeld(1);
  const [message] = await storedMessages(baton.db, ana.waId);
  const mark = await whatsapp.log.waitForArrival(({ rawBody }) => rawBody.includes(`"${message?.waMessageId ?? ''}"`));
  expect(JSON.parse(mark.rawBody)).toMatchObject({ status: 'read', typing_indicator: { type: 'text' } });
  expect(heard(ana.waId)).toEqual([]);
  thinking.release();
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
});

test('I1: messages that WhatsApp delivers ten times at once and out of order are one turn and one answer', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const texts = ['is the Nina lamp', 'the small one', 'waterproof?'];
  whatsapp.webhookFaults.add({ on: 'message', fault: { kind: 'duplicate', copies: 10 }, times: texts.length });
  const thinking = createGate();
  model.answers(async () => {
    await thinking.pass();
    return { reply: 'Yes, it is.' };
  });
  await Promise.all(texts.toReversed().map((text) => whatsapp.simulate.text(ana, text).delivered));
  const attempts = () =>
    whatsapp.log.webhooks().filter(({ event, body }) => event === 'message' && body.includes(ana.waId));
  await eventually(() => {
    expect(attempts().map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
  });
  thinking.release();
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  await expectPromisesKept(baton);
  const messages = await storedMessages(db, ana.waId);
  expect(messages.map(({ author }) => author).toSorted()).toEqual(['ai', 'customer', 'customer', 'customer']);
  expect(new Set(messages.map(({ turnId }) => turnId)).size).toBe(1);
  expect(heard(ana.waId)).toHaveLength(1);
});
