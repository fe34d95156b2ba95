import path from 'node:path';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { bundleWorkflowCode } from '@temporalio/worker';
import { createGate } from '../../sandbox/faults/gate';
import { conversationWorkflowId } from '../../workflows/contract';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { environment } from '../support/environment';
import { eventually } from '../support/eventually';
import { startModelServer, type ModelServer } from '../support/model-server';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';
import { storedHandoffs, storedReplies } from '../support/stored';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

describe('with the network to Temporal cut', () => {
  let network: TcpProxy;
  let baton: Baton;
  beforeAll(async () => {
    network = await startTcpProxy(environment('TEMPORAL'));
    baton = await startBaton({ env: { TEMPORAL_ADDRESS: network.address } });
  });
  afterAll(async () => {
    await baton.stop();
    await network.stop();
  });

  test('I1, I5: everything is accepted while Temporal is away, and done when it is back', async () => {
    const { db, whatsapp, mail, api } = baton;
    const [before, silent, ...others] = Array.from({ length: 12 }, () => newCustomer());
    if (before === undefined || silent === undefined) throw new Error('customers');
    await whatsapp.simulate.text(before, 'How long does delivery to Spain take?').delivered;
    await whatsapp.log.waitForAccepted(({ to }) => to === before.waId);
    network.cut();
    for (const customer of others) await whatsapp.simulate.text(customer, 'Can I pay with PayPal?').delivered;
    await whatsapp.simulate.text(silent, 'can I speak to someone?').delivered;
    const id = await conversationOf(db, before.waId);
    expect((await api.command(id, 'messages', { text: 'Olivia here.' })).status).toBe(200);
    expect((await api.get('/readyz')).status).toBe(200);
    expect(whatsapp.log.accepted()).toHaveLength(1);
    network.restore();
    for (const { waId } of [...others, silent]) await whatsapp.log.waitForAccepted(({ to }) => to === waId, 40_000);
    await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* Olivia here.', 40_000);
    await eventually(() => {
      expect(mail.emails()).toHaveLength(1);
    });
    await expectPromisesKept(baton);
  });
});

describe('with a run of the conversation lost', () => {
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

  type Losing = (workflowId: string) => Promise<unknown>;
  const terminated: Losing = (id) => baton.temporal.workflow.getHandle(id).terminate('operator');
  const cancelled: Losing = (id) => baton.temporal.workflow.getHandle(id).cancel();
  const reset: Losing = async (workflowId) => {
    const { events } = await baton.temporal.workflow.getHandle(workflowId).fetchHistory();
    const firstTask = events?.find(
      ({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes != null,
    );
    return baton.temporal.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId },
      reason: 'operator',
      requestId: workflowId,
      workflowTaskFinishEventId: firstTask?.eventId ?? null,
    });
  };

  test.each([
    ['terminated', terminated],
    ['cancelled', cancelled],
    ['reset', reset],
  ])('I1, I2: a run %s while the model thinks: the customer is answered once', async (_how, lose) => {
    const { db, whatsapp } = baton;
    const ana = newCustomer();
    const thinking = createGate();
    model.answers(async () => {
      await thinking.pass();
      return { reply: 'Yes, we do.' };
    });
    await whatsapp.simulate.text(ana, 'do you repair lamps?').delivered;
    await thinking.untilHeld(1);
    await lose(conversationWorkflowId(await conversationOf(db, ana.waId)));
    thinking.release();
    const first = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 30_000);
    await expectPromisesKept(baton);
    expect(await storedReplies(db, ana.waId)).toHaveLength(1);
    // And the conversation goes on from there.
    await whatsapp.simulate.text(ana, 'and clocks?').delivered;
    await whatsapp.log.waitForAccepted(({ to, seq }) => to === ana.waId && seq > first.seq, 30_000);
    await expectPromisesKept(baton);
    expect(await storedReplies(db, ana.waId)).toHaveLength(2);
  });

  test('I4: a run terminated in the middle of a handoff: its steps are done by the next one, each once', async () => {
    const { db, whatsapp, mail } = baton;
    const ana = newCustomer();
    const mailing = mail.faults.add({ route: 'emails', fault: { kind: 'hold' } });
    await whatsapp.simulate.text(ana, 'can I speak to someone?').delivered;
    await mailing.untilHeld(1);
    await terminated(conversationWorkflowId(await conversationOf(db, ana.waId)));
    mailing.release();
    await expectPromisesKept(baton, 40_000);
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([
      { steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  });
});

describe('with a release whose conversation workflow always throws', () => {
  let folder: string;
  let baton: Baton;
  let worker: SpawnedRole;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'baton-broken-'));
    const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} };
    const { code } = await bundleWorkflowCode({
      workflowsPath: require.resolve('../support/broken-workflows'),
      logger,
    });
    await writeFile(path.join(folder, 'bundle.js'), code);
    baton = await startBaton({ roles: 'api', timings: { watchdog: 3_000 } });
    worker = await spawnRole(baton, 'worker', { BATON_TEST_BUNDLE: path.join(folder, 'bundle.js') });
  });
  afterAll(async () => {
    await worker.kill();
    await baton.stop();
    await rm(folder, { recursive: true });
  });

  test('I5: a question still reaches a person, who is mailed, and the customer is told', async () => {
    const { db, whatsapp, mail } = baton;
    const ana = newCustomer();
    await whatsapp.simulate.text(ana, 'How long does delivery to Spain take?').delivered;
    await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, 40_000);
    await eventually(async () => {
      expect(await storedHandoffs(db, ana.waId)).toMatchObject([
        { reason: 'agent_failed', steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
      ]);
    });
    expect(mail.emails().at(-1)?.text).toContain('How long does delivery to Spain take?');
    await expectPromisesKept(baton);
  });

  test('I5, I8: a teammate’s reply and a handoff they ask for are done all the same', async () => {
    const { db, whatsapp, api } = baton;
    const ana = newCustomer();
    await whatsapp.simulate.text(ana, 'Can I pay with PayPal?').delivered;
    const id = await conversationOf(db, ana.waId);
    expect((await api.command(id, 'handoff')).status).toBe(200);
    await eventually(async () => {
      expect((await storedHandoffs(db, ana.waId))[0]?.steps).toEqual([
        'assign Olivia: done',
        'email Olivia: done',
        'reassure: done',
      ]);
    }, 40_000);
    expect((await api.command(id, 'messages', { text: 'Yes, you can.' })).status).toBe(200);
    await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* Yes, you can.', 40_000);
    await expectPromisesKept(baton);
  });
});
