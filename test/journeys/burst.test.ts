import { setTimeout as delay } from 'node:timers/promises';
import { createGate } from '../../sandbox/faults/gate';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages, storedReplies } from '../support/stored';

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env, timings: { burst: 1_500, burstCap: 4_000 } });
});
afterEach(() => expectPromisesKept(baton));
afterAll(async () => {
  await baton.stop();
  await model.stop();
});
beforeEach(() => model.answers(({ asked }) => ({ reply: `About "${asked}": yes.` })));

const callsAbout = (words: string) => model.calls.filter(({ asked }) => asked.includes(words));

test('I1, I6: messages written within the burst window are answered by one reply, and all of them are settled by it', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  for (const text of ['about my green lamp', 'the small one', 'is it dimmable?']) {
    await whatsapp.simulate.text(ana, text).delivered;
    await delay(400);
  }
  const reply = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  expect(callsAbout('green lamp').map(({ asked }) => asked)).toEqual([
    'about my green lamp\nthe small one\nis it dimmable?',
  ]);
  const messages = await storedMessages(db, ana.waId);
  expect(messages.map(({ author }) => author)).toEqual(['customer', 'customer', 'customer', 'ai']);
  expect(messages.at(-1)?.id).toBe(reply.key);
  expect(new Set(messages.map(({ turnId }) => turnId)).size).toBe(1);
  expect(messages.slice(0, 3).map(({ settledBy }) => settledBy)).toEqual(['turn', 'turn', 'turn']);
});

test('I1, I6: a message that comes while the model is thinking is not left out: one reply answers both', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const thinking = createGate();
  model.answers(async ({ asked }) => {
    await thinking.pass();
    return { reply: `About "${asked}": yes.` };
  });
  await whatsapp.simulate.text(ana, 'do you have the Nina lamp').delivered;
  await thinking.untilHeld(1);
  await whatsapp.simulate.text(ana, 'in blue').delivered;
  thinking.release();
  const reply = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 15_000);
  expect(reply.text).toContain('do you have the Nina lamp\nin blue');
  expect(await storedReplies(db, ana.waId)).toHaveLength(1);
  expect(callsAbout('Nina lamp').map(({ asked }) => asked)).toEqual([
    'do you have the Nina lamp',
    'do you have the Nina lamp\nin blue',
  ]);
});

test('I5: a customer who never stops typing is answered all the same', async () => {
  const { whatsapp } = baton;
  const ana = newCustomer();
  const isAnswered = () => whatsapp.log.accepted().some(({ to }) => to === ana.waId);
  // Each line comes within the window of the one before it: without a cap the burst would have no end.
  for (let line = 1; line <= 80 && !isAnswered(); line++) {
    await whatsapp.simulate.text(ana, `and another thing, number ${line}`).delivered;
    await delay(400);
  }
  expect(isAnswered()).toBe(true);
});

test('I6: two customers do not wait for each other: one is answered while the model thinks about the other', async () => {
  const { whatsapp } = baton;
  const [slow, quick] = [newCustomer(), newCustomer()];
  const thinking = createGate();
  model.answers(async ({ asked }) => {
    if (asked.includes('slow')) await thinking.pass();
    return { reply: `About "${asked}": yes.` };
  });
  await whatsapp.simulate.text(slow, 'the slow question').delivered;
  await thinking.untilHeld(1);
  await whatsapp.simulate.text(quick, 'the quick question').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === quick.waId);
  expect(whatsapp.log.accepted().filter(({ to }) => to === slow.waId)).toEqual([]);
  thinking.release();
  await whatsapp.log.waitForAccepted(({ to }) => to === slow.waId);
});

test('I6: what is said in order arrives in order, the parts of a long answer and a teammate’s lines alike', async () => {
  const { db, whatsapp, api } = baton;
  const ana = newCustomer();
  whatsapp.faults.seed(7);
  const late = whatsapp.faults.add({
    route: 'messages',
    fault: { kind: 'latency', ms: 150 },
    times: 'always',
    probability: 0.5,
    to: ana.waId,
  });
  model.answers(() => ({ reply: `It begins here. ${'More about lamps and their shades. '.repeat(80)}It ends here.` }));
  await whatsapp.simulate.text(ana, 'tell me everything').delivered;
  await eventually(async () => {
    const replies = await storedReplies(db, ana.waId);
    expect(replies.length).toBeGreaterThan(1);
    expect(replies.every(({ state }) => state === 'delivered')).toBe(true);
  });
  const id = await conversationOf(db, ana.waId);
  for (const text of ['one', 'two', 'three', 'four'])
    expect((await api.command(id, 'messages', { text })).status).toBe(200);
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && text === 'four');
  late.remove();
  const stored = (await storedMessages(db, ana.waId)).filter(({ author }) => author !== 'customer');
  const arrived = whatsapp.log.arrivals('messages').filter(({ to }) => to === ana.waId);
  expect(arrived.map(({ key }) => key)).toEqual(stored.map(({ id: key }) => key));
});

test('I6: a reassurance does not overtake the answer that is still on the wire', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const onTheWire = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  await whatsapp.simulate.text(ana, 'how tall is the Nina lamp?').delivered;
  await onTheWire.untilHeld(1);
  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  await eventually(async () => {
    expect((await storedHandoffs(db, ana.waId))[0]?.steps).toContain('email Olivia: done');
  });
  onTheWire.release();
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && (text ?? '').includes('Olivia'), 20_000);
  const said = (await storedMessages(db, ana.waId)).filter(({ author }) => author === 'ai');
  const accepted = whatsapp.log.accepted().filter(({ to }) => to === ana.waId);
  expect(said.map(({ purpose }) => purpose)).toEqual(['reply', 'reassurance']);
  expect(accepted.map(({ key }) => key)).toEqual(said.map(({ id }) => id));
});

test('I5: a customer who asks for a person does not wait for the end of the burst window', async () => {
  const patient = await startBaton({ timings: { burst: 600_000, burstCap: 600_000 } });
  try {
    const ana = newCustomer();
    await patient.whatsapp.simulate.text(ana, 'my lamp flickers').delivered;
    await patient.whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
    await patient.whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 20_000);
    expect(await storedHandoffs(patient.db, ana.waId)).toMatchObject([{ reason: 'asked_for_person' }]);
    await expectPromisesKept(patient);
  } finally {
    await patient.stop();
  }
});
