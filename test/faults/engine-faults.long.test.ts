import { setTimeout as delay } from 'node:timers/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedReplies } from '../support/stored';
import { eventually } from '../support/eventually';
import { newCustomer } from '../support/customer';
import { startInstallation, type Installation } from './installation';
import { notedRings, noteRings } from './rings';
import { askAtOnce, expectServedOnce } from './served';

jest.setTimeout(400_000);

const OUTAGE_MS = 30_000;
const AT_REST_WITHIN_MS = 180_000;
/** No conversation is rung more often than this, whatever is down. */
const RING_AGAIN_MS = 2_000;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());
afterEach(() => {
  expect(installation.ownDeaths()).toBe(0);
});

test('I1, I2: 200 questions while Temporal is away for 30 s are each settled once, and no conversation is rung more than once in 2 s', async () => {
  const { baton, servers } = installation;
  await noteRings(baton.db);
  let asked: string[] = [];
  await servers.withoutTemporal(async () => {
    const outage = delay(OUTAGE_MS);
    asked = await askAtOnce(baton, 200);
    await outage;
  });
  const { handedOff } = await expectServedOnce(baton, asked, AT_REST_WITHIN_MS);
  const rings = await notedRings(baton.db);
  expect(rings).toHaveLength(200);
  expect(rings.filter(({ shortestMs }) => shortestMs !== null && shortestMs < RING_AGAIN_MS)).toEqual([]);
  const most = Math.max(...rings.map((each) => each.rings));
  process.stdout.write(
    `  a conversation was rung at most ${most} times; a person was called for ${handedOff} of 200\n`,
  );
});

test('I1, I2: a worker frozen for 30 s among 100 questions, and thawed, says nothing twice and nothing late', async () => {
  const { baton, workers } = installation;
  const asking = askAtOnce(baton, 100);
  const thawed = workers[0]?.freeze(OUTAGE_MS);
  const asked = await asking;
  expect(await thawed).toBe(true);
  const { handedOff } = await expectServedOnce(baton, asked, AT_REST_WITHIN_MS);
  process.stdout.write(`  a person was called for ${handedOff} of 100\n`);
});

test('I1: with Temporal’s database gone every conversation goes on: answered, handed off, and asked meanwhile', async () => {
  const { baton, servers, api } = installation;
  const { db, whatsapp } = baton;
  const [answered, handedOff] = [newCustomer(), newCustomer()];
  await whatsapp.simulate.text(answered, 'Can I pay with PayPal?').delivered;
  await whatsapp.simulate.text(handedOff, 'can I speak to someone?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === answered.waId, AT_REST_WITHIN_MS);
  await eventually(async () => {
    expect(await storedHandoffs(db, handedOff.waId)).toHaveLength(1);
  });
  const mid = askAtOnce(baton, 20);
  let meanwhile: string[] = [];
  await servers.withoutTemporal(
    async () => {
      await mid;
      meanwhile = await askAtOnce(baton, 20);
      const id = await conversationOf(db, handedOff.waId);
      expect((await api.command(id, 'messages', { text: 'A person here.' })).status).toBe(200);
      expect((await api.command(id, 'resolve', { outcome: 'answered' })).status).toBe(200);
    },
    { forgetting: true },
  );
  await expectServedOnce(baton, [...(await mid), ...meanwhile], AT_REST_WITHIN_MS);
  for (const { waId } of [answered, handedOff]) {
    const before = await storedReplies(db, waId);
    await whatsapp.simulate.text({ waId }, 'How long does delivery to Spain take?').delivered;
    await eventually(async () => {
      expect((await storedReplies(db, waId)).length).toBeGreaterThan(before.length);
    }, AT_REST_WITHIN_MS);
  }
  expect(whatsapp.log.accepted().filter(({ text }) => text === '*Olivia:* A person here.')).toHaveLength(1);
  await expectServedOnce(baton, [], AT_REST_WITHIN_MS);
});
