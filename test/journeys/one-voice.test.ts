import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { rows } from '../../db/query';
import { seededRandom } from '../../sandbox/seeded-random';
import { createGate } from '../../sandbox/faults/gate';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedReplies } from '../support/stored';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const RACES = 120;
const AT_ONCE = 8;
/** A handoff that the AI or the business phone commits may be overtaken by a send that was claimed just before. */
const GRACE_NS = 250_000_000n;

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

type How = 'take-over' | 'messages' | 'handoff' | 'echo' | 'asks';
const HOWS: readonly How[] = ['take-over', 'messages', 'handoff', 'echo', 'asks'];

/** Commands answer only once no AI reply can begin any more. */
const IS_TOLD: ReadonlySet<How> = new Set(['take-over', 'messages', 'handoff']);

interface Race {
  waId: string;
  how: How;
  /** From here on, by the machine's monotonic clock, the AI is silent. */
  silentFromNs: bigint;
}

/** A person speaks up at a random moment around the AI's answer: before it is thought, written, claimed, sent or received. */
async function race(how: How, random: () => number): Promise<Race> {
  const { db, whatsapp } = baton;
  const customer = newCustomer();
  const asked = `question of ${customer.waId}`;
  const thinking = createGate();
  thinkingAbout.set(asked, { gate: thinking, thinkMs: random() * 40 });
  await whatsapp.simulate.text(customer, asked).delivered;
  await thinking.untilHeld(1, 30_000);
  const conversationId = await conversationOf(db, customer.waId);
  thinking.release();
  await delay(random() * 250);
  await speakUp(how, customer, conversationId);
  return { waId: customer.waId, how, silentFromNs: process.hrtime.bigint() + (IS_TOLD.has(how) ? 0n : GRACE_NS) };
}

/** Returns when the handoff is committed, and for a command when it was answered. */
async function speakUp(how: How, customer: ReturnType<typeof newCustomer>, conversationId: string): Promise<void> {
  const { db, whatsapp, api } = baton;
  switch (how) {
    case 'echo':
      await whatsapp.simulate.echo(customer, { type: 'text', text: { body: 'From my own phone.' } }).delivered;
      return;
    case 'asks':
      await whatsapp.simulate.text(customer, 'can I speak to someone?').delivered;
      await eventually(async () => {
        expect(await storedHandoffs(db, customer.waId)).toHaveLength(1);
      });
      return;
    default: {
      const { status } = await api.command(conversationId, how, how === 'messages' ? { text: 'A person here.' } : {});
      expect(status).toBe(200);
    }
  }
}

const thinkingAbout = new Map<string, { gate: ReturnType<typeof createGate>; thinkMs: number }>();

test(`I3: in ${RACES} races of a person against the AI’s answer, none of its replies begins after the person was told that they have it`, async () => {
  const { db, whatsapp } = baton;
  model.answers(async ({ asked }) => {
    const thought = thinkingAbout.get(asked);
    await thought?.gate.pass();
    await delay(thought?.thinkMs ?? 0);
    return { reply: `About "${asked}": yes.` };
  });
  // A slow WhatsApp keeps messages on the wire while people click.
  whatsapp.faults.seed(1);
  whatsapp.faults.add({ route: 'messages', fault: { kind: 'latency', ms: 120 }, times: 'always', probability: 0.5 });
  const random = seededRandom(42);
  const races: Race[] = [];
  for (let started = 0; started < RACES; started += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, index) => HOWS[(started + index) % HOWS.length] ?? 'take-over');
    races.push(...(await Promise.all(batch.map((how) => race(how, random)))));
  }
  await expectPromisesKept(baton, 40_000);

  const replies = await rows(
    db,
    z.object({ id: z.string(), state: z.string() }),
    `select id, state from message where author = 'ai' and purpose = 'reply'`,
  );
  const keys = new Set(replies.map(({ id }) => id));
  const arrivals = whatsapp.log.arrivals('messages').filter(({ key }) => keys.has(key ?? ''));
  const late = races.flatMap(({ waId, how, silentFromNs }) =>
    arrivals
      .filter(({ to, atNs }) => to === waId && atNs > silentFromNs)
      .map(({ atNs }) => ({ how, lateNs: atNs - silentFromNs })),
  );
  expect(late).toEqual([]);
  // The races were races: the AI won some and lost some at each fence.
  expect(arrivals.length).toBeGreaterThan(0);
  expect(races.length - keys.size).toBeGreaterThan(0);
}, 180_000);

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
  // The worker hears of its claim at least 40 ms after everybody else can see it, and after another 40 that it is
  // committed: too late for the first moment of every message, in time for a wider one.
  const timings = { startWithin: 60 };
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
    for (let round = 1; round <= 5; round++) {
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
