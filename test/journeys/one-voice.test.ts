import { createGate } from '../../sandbox/faults/gate';
import { createRaces } from '../faults/one-voice-races';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedReplies } from '../support/stored';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const RACES = 100;

let model: ModelServer;
let baton: Baton;
beforeAll(async () => {
  model = await startModelServer();
  baton = await startBaton({ env: model.env });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

test(`I3: in ${RACES} races of a person against the AI’s answer, none of its replies begins after the person was told that they have it`, async () => {
  const { whatsapp } = baton;
  const races = createRaces(baton, model);
  // A slow WhatsApp keeps messages on the wire while people click.
  whatsapp.faults.seed(1);
  whatsapp.faults.add({ route: 'messages', fault: { kind: 'latency', ms: 120 }, times: 'always', probability: 0.5 });
  const silences = await races.run(RACES, 42);
  await expectPromisesKept(baton, 40_000);
  expect(await races.breaches(silences)).toEqual([]);
}, 180_000);

test('I3: a reply in a silence is seen by whoever judges the races', async () => {
  const { whatsapp } = baton;
  const races = createRaces(baton, model);
  const { waId } = newCustomer();
  const fromNs = process.hrtime.bigint();
  await whatsapp.simulate.text({ waId }, 'nobody comes between').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === waId, 30_000);
  expect(await races.breaches([{ how: 'take-over', waId, fromNs, untilNs: null }])).toMatchObject([
    { how: 'take-over' },
  ]);
});

test('I3: what the model was thinking when a person took over is never said, also not after the resolve', async () => {
  const { db, whatsapp, api } = baton;
  const ana = newCustomer();
  const thinking = createGate();
  model.answers(async ({ asked }) => {
    if (asked === 'old question') await thinking.pass();
    return { reply: `About "${asked}": yes.` };
  });
  await whatsapp.simulate.text(ana, 'old question').delivered;
  await thinking.untilHeld(1);
  const id = await conversationOf(db, ana.waId);
  expect((await api.command(id, 'messages', { text: 'I answer this one.' })).status).toBe(200);
  await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* I answer this one.');
  expect((await api.command(id, 'resolve', { outcome: 'answered' })).status).toBe(200);
  thinking.release();
  await whatsapp.simulate.text(ana, 'new question').delivered;
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && (text ?? '').includes('new question'));
  await expectPromisesKept(baton);
  const said = whatsapp.log.arrivals('messages').filter(({ to }) => to === ana.waId);
  expect(said.map(({ text }) => text)).not.toContainEqual(expect.stringContaining('old question'));
  expect(await storedHandoffs(db, ana.waId)).toMatchObject([{ reason: 'taken_over', resolved: true }]);
});

describe('between a claim and its request', () => {
  // The worker hears of its claim at least 40 ms after everybody else can see it: too late for the first moment of every
  // message, in time for a wider one.
  const timings = { startWithin: 30 };
  let slow: Baton;
  let network: TcpProxy;
  let worker: SpawnedRole;
  beforeAll(async () => {
    slow = await startBaton({ roles: 'api', env: model.env, timings });
    const database = new URL(slow.databaseUrl);
    network = await startTcpProxy(database.host, { answersLateMs: 40 });
    database.host = network.address;
    worker = await spawnRole(slow, 'worker', { DATABASE_URL: database.toString() });
    model.answers(({ asked }) => ({ reply: `About "${asked}": yes.` }));
  });
  afterAll(async () => {
    await worker.kill();
    await network.stop();
    await slow.stop();
  });

  /** A customer whose answer has just been claimed in time; resolves with it within a few milliseconds. */
  async function claimed(): Promise<{ waId: string; conversationId: string }> {
    const { db, whatsapp } = slow;
    const { waId } = newCustomer();
    await whatsapp.simulate.text({ waId }, `question of ${waId}`).delivered;
    const conversationId = await conversationOf(db, waId);
    for (;;) {
      const { rows } = await db.query(
        `select from message where conversation_id = $1 and author = 'ai' and state <> 'pending' and late_claims > 0`,
        [conversationId],
      );
      if (rows.length > 0) return { waId, conversationId };
    }
  }

  async function takeOver(conversationId: string): Promise<bigint> {
    expect((await slow.api.command(conversationId, 'take-over')).status).toBe(200);
    return process.hrtime.bigint();
  }

  const begunAfter = (waId: string, atNs: bigint) =>
    slow.whatsapp.log.arrivals('messages').filter((arrival) => arrival.to === waId && arrival.atNs > atNs);

  test('I5: a database too slow for the moment of a claim delays an answer, and does not keep it back', async () => {
    const { whatsapp } = slow;
    const { waId } = newCustomer();
    await whatsapp.simulate.text({ waId }, 'is anybody there?').delivered;
    await whatsapp.log.waitForAccepted(({ to }) => to === waId, 50_000);
    await expectPromisesKept(slow);
  });

  test('I3: a takeover is answered only when the request has left', async () => {
    for (let round = 1; round <= 3; round++) {
      const { waId, conversationId } = await claimed();
      const silentFromNs = await takeOver(conversationId);
      await expectPromisesKept(slow);
      expect(begunAfter(waId, silentFromNs)).toEqual([]);
    }
  });

  test('I3: a worker frozen there and thawed after the takeover says nothing', async () => {
    for (let round = 1; round <= 2; round++) {
      const { waId, conversationId } = await claimed();
      worker.process.kill('SIGSTOP');
      const silentFromNs = await takeOver(conversationId);
      worker.process.kill('SIGCONT');
      await expectPromisesKept(slow);
      expect(begunAfter(waId, silentFromNs)).toEqual([]);
      // What never began was no attempt: it must not lengthen a back-off or bring forward a giving up.
      const unsaid = (await storedReplies(slow.db, waId)).filter(({ state }) => state === 'suppressed');
      expect(unsaid.map(({ attempts }) => attempts)).toEqual(unsaid.map(() => 0));
    }
  });
});
