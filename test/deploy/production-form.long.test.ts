import os from 'node:os';
import path from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { z } from 'zod';
import { rows } from '../../db/query';
import { openHome, type Home } from '../../launch/home';
import { createProgress } from '../../launch/progress';
import { startTemporalOnPostgres } from '../../launch/temporal-on-postgres';
import { resolveTemporalCli } from '../../launch/temporal-cli';
import { resolveTemporalServer } from '../../launch/temporal-server-programs';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { environment } from '../support/environment';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { startBalancer, type Balancer } from './balancer';

/** Building the server takes five minutes where Go has built nothing of it yet. */
jest.setTimeout(900_000);

const QUIET_MS = 120_000;
/** A dead attempt counts as over after 2 s, and nobody waits longer than 5 s for evidence of it. */
const timings = { sendTimeout: 1_500, attemptOver: 2_000, evidence: 5_000 };

let home: Home;
let baton: Baton;
let balancer: Balancer;
let apis: SpawnedRole[] = [];
let workers: SpawnedRole[] = [];

beforeAll(async () => {
  home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'baton-form-')));
  const progress = createProgress(process.stderr);
  const temporal = await startTemporalOnPostgres({
    home,
    programs: await resolveTemporalServer({ progress }),
    cli: await resolveTemporalCli({ progress, searchPath: process.env['PATH'] }),
    adminUrl: environment('ADMIN_URL'),
  });
  baton = await startBaton({ roles: 'none', timings, env: { TEMPORAL_ADDRESS: temporal.address } });
  balancer = await startBalancer();
  connectWebhooks(baton.whatsapp, baton.mail, balancer.url);
  apis = [await spawnRole(baton, 'api'), await spawnRole(baton, 'api')];
  workers = [await spawnRole(baton, 'worker'), await spawnRole(baton, 'worker')];
  lead();
});
afterAll(async () => {
  for (const role of [...workers, ...apis]) await role.kill();
  await balancer.stop();
  await baton.stop();
  await home.close();
  await rm(home.dir, { recursive: true, force: true });
});

function lead(): void {
  balancer.lead(apis.map(({ port }) => port));
}

/** Customers who ask one after the other, in four rows. `at` is called when so many of them have heard something. */
async function ask(count: number, at: Record<number, () => Promise<void>> = {}): Promise<string[]> {
  const { whatsapp } = baton;
  const customers = Array.from({ length: count }, () => newCustomer());
  const acts: Promise<void>[] = [];
  const waiting = [...customers];
  let heard = 0;
  const row = async () => {
    for (let customer = waiting.shift(); customer !== undefined; customer = waiting.shift()) {
      const { waId } = customer;
      await whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
      await whatsapp.log.waitForAccepted(({ to }) => to === waId, QUIET_MS);
      const act = at[++heard];
      if (act !== undefined) acts.push(act());
    }
  };
  await Promise.all([row(), row(), row(), row()]);
  await Promise.all(acts);
  return customers.map(({ waId }) => waId);
}

/**
 * Each was answered by the AI, once, or - when a death left a send in doubt - by a person being called, whose message it is
 * then. Nobody twice.
 */
async function expectAllServed(waIds: readonly string[]): Promise<void> {
  await expectPromisesKept(baton, QUIET_MS);
  const served = await rows(
    baton.db,
    z.object({ waId: z.string(), unsettled: z.number(), turns: z.number(), handoffs: z.number() }),
    `select i.value as "waId", count(*) filter (where m.needs_answer and m.settled_at is null) as unsettled,
        count(*) filter (where m.author = 'ai' and m.purpose = 'reply') as turns,
        (select count(*) from handoff h where h.conversation_id = c.id) as handoffs
      from customer_identity i join conversation c on c.customer_id = i.customer_id join message m on m.conversation_id = c.id
      where i.kind = 'wa_id' and i.value = any($1) group by i.value, c.id`,
    [waIds],
  );
  expect(served).toHaveLength(waIds.length);
  expect(served.filter(({ unsettled, handoffs }) => unsettled > 0 && handoffs === 0)).toEqual([]);
  expect(served.filter(({ turns }) => turns > 1)).toEqual([]);
  const accepted = baton.whatsapp.log.accepted().map(({ to }) => to);
  const unheard = served.filter(({ waId, handoffs }) => !accepted.includes(waId) && handoffs === 0);
  expect(unheard).toEqual([]);
}

test('I1, I2: with an api and a worker killed by -9 under load, every question is settled once and nothing is sent twice', async () => {
  const [api, worker] = [apis[0], workers[0]];
  const asked = await ask(60, {
    15: async () => worker?.kill(),
    30: async () => api?.kill(),
  });
  await expectAllServed(asked);
  apis.shift();
  workers.shift();
});

test('I10: a release, workers first, disturbs no open conversation and loses nothing that comes meanwhile', async () => {
  const old = { apis, workers };
  const open = await ask(12);
  await expectAllServed(open);
  const asked = await ask(60, {
    10: async () => {
      workers = [await spawnRole(baton, 'worker'), await spawnRole(baton, 'worker')];
      await Promise.all(old.workers.map((worker) => worker.stop()));
      apis = [await spawnRole(baton, 'api'), await spawnRole(baton, 'api')];
      lead();
      await Promise.all(old.apis.map((api) => api.stop()));
    },
  });
  await expectAllServed(asked);
  // Their runs were begun by the old release; the new one has to go on with them.
  const again = open.map(async (waId) => {
    const answered = baton.whatsapp.log.accepted().filter(({ to }) => to === waId).length;
    await baton.whatsapp.simulate.text({ waId, name: 'Ana' }, 'Can I pay with PayPal?').delivered;
    await eventually(() => {
      expect(baton.whatsapp.log.accepted().filter(({ to }) => to === waId).length).toBeGreaterThan(answered);
    }, QUIET_MS);
  });
  await Promise.all(again);
  await expectPromisesKept(baton, QUIET_MS);
});
