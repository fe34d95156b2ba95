import { createGate } from '../../sandbox/faults/gate';
import { conversationWorkflowId } from '../../workflows/contract';
import { isRunning } from '../dev/dev-process';
import { processTree } from '../dev/process-tree';
import { LOOPBACK, listeningAddresses } from '../launch/listening-addresses';
import { createApiClient } from '../support/api-client';
import { connectWebhooks, startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages, storedReplies } from '../support/stored';
import { copyCheckout } from './checkout-copy';
import { startProduction, type ProductionProcess } from './production-process';

/** Building alone takes 20 s on two idle cores, and minutes on busy ones. */
const WITH_A_BUILD_MS = 600_000;

/** Long enough for a busy machine, on which a heartbeat may be late and an activity be tried again. */
const IN_TIME_MS = 40_000;

const READY = /^ready(?: on port (\d+))?$/m;

jest.setTimeout(180_000);

const ana = newCustomer();
let dir: string;
let baton: Baton;
let model: ModelServer;
let env: Record<string, string>;
let apis: ProductionProcess[];
let workers: ProductionProcess[];

beforeAll(async () => {
  dir = copyCheckout();
  model = await startModelServer();
  baton = await startBaton({ roles: 'none', articles: [], env: model.env });
  // As a database is that Baton has never seen.
  await baton.db.query('drop schema public cascade; create schema public');
  env = { ...baton.env, BATON_HOST: '127.0.0.1', TEMPORAL_TASK_QUEUE_PREFIX: '' };
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

test(
  'two apis and two workers started at once on nothing build once, migrate once, and all become ready',
  async () => {
    const start = (role: 'api' | 'worker') => startProduction(dir, role, env);
    apis = [start('api'), start('api')];
    workers = [start('worker'), start('worker')];
    const all = [...apis, ...workers];
    await Promise.all(all.map((each) => each.until(READY)));

    expect(all.filter((each) => each.printed().includes('✓ building dist/'))).toHaveLength(1);
    expect(all.filter((each) => each.printed().includes('migrations applied'))).toHaveLength(1);
    // Not one of them needs a process beside its own, which a hard end would leave behind.
    for (const { pid } of all) expect(processTree(pid)).toMatchObject([{ pid }]);
    for (const { pid } of apis) expect(listeningAddresses(pid)).toEqual([LOOPBACK]);
  },
  WITH_A_BUILD_MS,
);

test('I1, I2: with the api and the worker that served it killed by -9 in mid-turn, a question is answered once', async () => {
  const { db, whatsapp } = baton;
  const [doomed, spare] = pair(apis);
  await serveThrough(doomed);
  await whatsapp.simulate.text(ana, 'do you sell lamps?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, IN_TIME_MS);

  const thinking = createGate();
  model.answers(async () => {
    await thinking.pass();
    return { reply: 'Yes, in two sizes.' };
  });
  await whatsapp.simulate.text(ana, 'and bulbs?').delivered;
  await thinking.untilHeld(1, IN_TIME_MS);
  const serving = await servingWorker();
  await kill(doomed, serving);
  thinking.release();
  await serveThrough(spare);
  workers = workers.filter((worker) => worker !== serving);
  await whatsapp.log.waitForAccepted(({ text }) => (text ?? '').includes('two sizes'), IN_TIME_MS);

  await expectPromisesKept(baton, IN_TIME_MS);
  expect(await storedReplies(db, ana.waId)).toHaveLength(2);
  // The turn sends its answer before the workflow hears of it.
  await eventually(async () => expect(await servingWorker()).toBe(workers[0]), IN_TIME_MS);
});

test('a person is brought in, and SIGTERM lets what is under way be finished before every process ends with 0', async () => {
  const { db, whatsapp, mail } = baton;
  const [, api] = pair(apis);
  await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { reason: 'asked_for_person', steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, IN_TIME_MS);
  expect(mail.emails()).toHaveLength(1);
  await expectPromisesKept(baton, IN_TIME_MS);

  const onItsWay = whatsapp.faults.add({ route: 'messages', to: ana.waId, fault: { kind: 'hold' } });
  const client = createApiClient(await addressOf(api), baton.env['API_KEY'] ?? '');
  const id = await conversationOf(db, ana.waId);
  expect((await client.command(id, 'messages', { text: 'Olivia here.' })).status).toBe(200);
  await onItsWay.untilHeld(1, IN_TIME_MS);
  const running = [api, ...workers];
  const tree = running.flatMap(({ pid }) => processTree(pid));
  for (const each of running) each.signal('SIGTERM');
  await Promise.all(running.map((each) => each.until(/^SIGTERM: finishing what is under way$/m)));
  onItsWay.release();

  expect(await Promise.all(running.map(({ exited }) => exited))).toEqual(running.map(() => 0));
  expect(tree.filter(isRunning)).toEqual([]);
  const reply = (await storedMessages(db, ana.waId)).at(-1);
  expect(reply).toMatchObject({ text: 'Olivia here.', attempts: 1 });
  expect(reply?.waMessageId).toMatch(/^wamid/);
  expect(whatsapp.log.arrivals('messages').filter(({ key }) => key === reply?.id)).toHaveLength(1);
});

test('the next start, of both roles in one process, builds and migrates nothing and goes on where they were', async () => {
  const { db, whatsapp } = baton;
  const both = startProduction(dir, null, env);
  await both.until(READY);
  expect(both.printed()).not.toMatch(/building dist|migrations applied/);
  await serveThrough(both);
  const client = createApiClient(await addressOf(both), baton.env['API_KEY'] ?? '');
  const id = await conversationOf(db, ana.waId);
  expect((await client.command(id, 'resolve', { outcome: 'sent a new lamp' })).status).toBe(200);
  model.answers(() => ({ reply: 'Gladly.' }));
  await whatsapp.simulate.text(ana, 'do you wrap presents?').delivered;
  await whatsapp.log.waitForAccepted(({ to, text }) => to === ana.waId && (text ?? '').includes('Gladly.'), IN_TIME_MS);
  expect(model.calls.at(-1)?.input).toContain('sent a new lamp');
  await expectPromisesKept(baton, IN_TIME_MS);
  both.signal('SIGTERM');
  expect(await both.exited).toBe(0);
});

test('without a right configuration it ends with 78 and names every mistake, but no secret', async () => {
  const start = startProduction(dir, null, {
    PORT: 'secret-1',
    DATABASE_URL: 'mysql://root:secret-2@127.0.0.1/baton',
    API_KEY: 'secret-3',
    WHATSAPP_ACCESS_TOKEN: 'secret-4',
    RESEND_API_KEY: 'secret-5',
    RESEND_WEBHOOK_SECRET: 'secret-6',
    BATON_TIMINGS: '{"burst":"secret-7"}',
  });
  expect(await start.exited).toBe(78);
  for (const name of ['PORT', 'DATABASE_URL', 'API_KEY', 'RESEND_WEBHOOK_SECRET', 'BATON_TIMINGS'])
    expect(start.printed()).toContain(`${name} must be `);
  for (const name of [
    'TEMPORAL_ADDRESS',
    'PUBLIC_URL',
    'WHATSAPP_PHONE_NUMBER_ID',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
    'RESEND_FROM',
    'OWNER_EMAIL',
  ])
    expect(start.printed()).toContain(`${name} is missing`);
  expect(start.printed()).not.toMatch(/secret-\d/);
});

async function addressOf(api: ProductionProcess): Promise<string> {
  const [, port = ''] = await api.until(READY);
  return `http://127.0.0.1:${port}`;
}

/** As the load balancer in front of several apis would, when one of them is gone. */
async function serveThrough(api: ProductionProcess): Promise<void> {
  connectWebhooks(baton.whatsapp, baton.mail, await addressOf(api));
}

/** The worker that Temporal gave the conversation's latest workflow task to, and so keeps it in memory. */
async function servingWorker(): Promise<ProductionProcess> {
  const workflowId = conversationWorkflowId(await conversationOf(baton.db, ana.waId));
  const { events } = await baton.temporal.workflow.getHandle(workflowId).fetchHistory();
  const identity = events?.findLast((event) => event.workflowTaskStartedEventAttributes != null)
    ?.workflowTaskStartedEventAttributes?.identity;
  const worker = workers.find(({ pid }) => identity?.startsWith(`${pid}@`));
  if (worker === undefined) throw new Error(`${identity ?? 'nobody'} is not one of the workers`);
  return worker;
}

async function kill(...processes: ProductionProcess[]): Promise<void> {
  for (const each of processes) each.signal('SIGKILL');
  expect(await Promise.all(processes.map(({ exited }) => exited))).toEqual(processes.map(() => null));
}

function pair([first, second]: readonly ProductionProcess[]): [ProductionProcess, ProductionProcess] {
  if (first === undefined || second === undefined) throw new Error('two apis were started');
  return [first, second];
}
