import { startBaton, connectWebhooks, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { createGate } from '../../sandbox/faults/gate';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedReplies } from '../support/stored';

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
