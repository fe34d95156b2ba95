import { randomUUID } from 'node:crypto';
import { createApiClient } from '../support/api-client';
import { startBaton, connectWebhooks, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { createGate } from '../../sandbox/faults/gate';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedMessages, storedReplies } from '../support/stored';
import { startTcpProxy } from '../support/tcp-proxy';

/** A dead attempt counts as over after 2 s, and nobody waits longer than 5 s for evidence of it. */
const timings = { sendTimeout: 1_500, attemptOver: 2_000, evidence: 5_000 };

let model: ModelServer;
let baton: Baton;
let worker: SpawnedRole;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ roles: 'api', env: model.env, timings });
  worker = await spawnRole(baton, 'worker');
});
afterEach(() => expectPromisesKept(baton, 40_000));
afterAll(async () => {
  await worker.kill();
  await baton.stop();
  await model.stop();
});
beforeEach(() => model.answers(({ asked }) => ({ reply: `About "${asked}": yes.` })));

async function killAndStartAnother(): Promise<void> {
  await worker.kill();
  worker = await spawnRole(baton, 'worker');
}

const arrivalsOf = (key: string | null) =>
  baton.whatsapp.log.arrivals('messages').filter((arrival) => arrival.key === key);

test('I1, I2: a worker killed while the model thinks: the customer is answered once', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const thinking = createGate();
  model.answers(async () => {
    await thinking.pass();
    return { reply: 'Yes, it is.' };
  });
  await whatsapp.simulate.text(ana, 'is the Nina lamp waterproof?').delivered;
  await thinking.untilHeld(1);
  await killAndStartAnother();
  thinking.release();
  const { key } = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 30_000);
  await expectPromisesKept(baton);
  expect(await storedReplies(db, ana.waId)).toHaveLength(1);
  expect(arrivalsOf(key)).toHaveLength(1);
});

test('I2: a worker killed while WhatsApp takes a message: it is not sent again, and its status makes it sent', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const held = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold', when: 'after' } });
  const silent = whatsapp.webhookFaults.add({
    on: 'status',
    fault: { kind: 'hold' },
    times: 'always',
    contains: ana.waId,
  });
  await whatsapp.simulate.text(ana, 'do you have gift cards?').delivered;
  await held.untilHeld(1);
  await worker.kill();
  silent.release();
  await eventually(async () => {
    expect(await storedReplies(db, ana.waId)).toMatchObject([{ state: 'delivered' }]);
  });
  worker = await spawnRole(baton, 'worker');
  // The line goes on behind it: whatever the new worker makes of the old attempt has happened by then.
  await whatsapp.simulate.text(ana, 'and vouchers?').delivered;
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && (text ?? '').includes('vouchers'), 30_000);
  const [reply] = await storedReplies(db, ana.waId);
  expect(arrivalsOf(reply?.id ?? null)).toHaveLength(1);
  expect(await storedHandoffs(db, ana.waId)).toEqual([]);
});

test('I2, I5: a worker killed while a message is on its way and no status ever comes: a person looks, nothing is sent again', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const held = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  await whatsapp.simulate.text(ana, 'do you repair lamps?').delivered;
  await held.untilHeld(1);
  await killAndStartAnother();
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { reason: 'delivery_failed', steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, 40_000);
  const [reply] = await storedReplies(db, ana.waId);
  expect(reply?.state).toBe('unconfirmed');
  expect(arrivalsOf(reply?.id ?? null)).toHaveLength(1);
  held.release();
});

test('I2, I5: a worker killed between its claim and the request: nothing was sent, so a person looks', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  // The worker hears of its claim 100 ms after everybody else can see it.
  const database = new URL(baton.databaseUrl);
  const network = await startTcpProxy(database.host, { answersLateMs: 100 });
  database.host = network.address;
  await worker.kill();
  worker = await spawnRole(baton, 'worker', { DATABASE_URL: database.toString() });
  try {
    await whatsapp.simulate.text(ana, 'do you polish lamps?').delivered;
    await eventually(async () => {
      expect(await storedReplies(db, ana.waId)).toMatchObject([{ state: 'sending' }]);
    });
    await killAndStartAnother();
  } finally {
    await network.stop();
  }
  const [reply] = await storedReplies(db, ana.waId);
  expect(arrivalsOf(reply?.id ?? null)).toEqual([]);
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { reason: 'delivery_failed', steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, 40_000);
  expect(arrivalsOf(reply?.id ?? null)).toEqual([]);
});

test('I4: a worker killed in the middle of a handoff: one mail, at most two reassurances, every step settled', async () => {
  const { db, whatsapp, mail } = baton;
  const ana = newCustomer();
  const mailing = mail.faults.add({ route: 'emails', fault: { kind: 'hold', when: 'after' } });
  const reassuring = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  await Promise.all([mailing.untilHeld(1), reassuring.untilHeld(1)]);
  await killAndStartAnother();
  mailing.release();
  reassuring.release();
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, 40_000);
  const [handoff] = await storedHandoffs(db, ana.waId);
  const mails = mail.log.accepted().filter(({ key }) => key?.includes(handoff?.id ?? ''));
  expect(mails).toHaveLength(1);
  expect(whatsapp.log.accepted().filter(({ to }) => to === ana.waId).length).toBeLessThanOrEqual(2);
});

test('I1: an api killed after it stored a message and before anybody was rung: the sweeper has it answered', async () => {
  const { whatsapp, mail, url } = baton;
  const ana = newCustomer();
  const api = await spawnRole(baton, 'api', { TEMPORAL_ADDRESS: '127.0.0.1:1' });
  connectWebhooks(whatsapp, mail, `http://127.0.0.1:${api.port}`);
  try {
    await whatsapp.simulate.text(ana, 'do you sell bulbs?').delivered;
  } finally {
    await api.kill();
    connectWebhooks(whatsapp, mail, url);
  }
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 20_000);
});

test('I8: a reply whose api is killed before it answers is sent once, however often the client repeats it', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  await whatsapp.simulate.text(ana, 'do you sell candles?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  const id = await conversationOf(db, ana.waId);
  const database = new URL(baton.databaseUrl);
  const network = await startTcpProxy(database.host, { answersLateMs: 100 });
  database.host = network.address;
  const doomed = await spawnRole(baton, 'api', { DATABASE_URL: database.toString() });
  const click = { clientId: randomUUID(), text: 'Yes, in three colours.' };
  const clickAt = (url: string) => createApiClient(url, baton.env['API_KEY'] ?? '').command(id, 'messages', click);
  try {
    const unanswered = clickAt(`http://127.0.0.1:${doomed.port}`);
    const failure = expect(unanswered).rejects.toThrow();
    await eventually(async () => {
      expect((await storedMessages(db, ana.waId)).at(-1)?.text).toBe(click.text);
    });
    await doomed.kill();
    await failure;
  } finally {
    await doomed.kill();
    await network.stop();
  }
  const answers = await Promise.all(Array.from({ length: 10 }, () => clickAt(baton.url)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && text?.endsWith(click.text) === true, 20_000);
  await expectPromisesKept(baton);
  expect(whatsapp.log.arrivals('messages').filter(({ text }) => text?.endsWith(click.text) === true)).toHaveLength(1);
});
