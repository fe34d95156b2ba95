import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun, eventsOf } from '../support/histories';
import { conversationOf } from '../support/seed';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model';

let baton: Baton;
let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
  baton = await startBaton({ env: model.env, timings: { ringStuck: 1_000 } });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

let customers = 0;
const newCustomer = () => ({ waId: `3519333${String(++customers).padStart(5, '0')}`, name: 'Ana' });

test('an operator’s Cancel in Temporal UI ends no conversation, not even in mid-turn', async () => {
  const { whatsapp, db } = baton;
  const customer = newCustomer();
  const held = model.holds();
  await whatsapp.simulate.text(customer, 'first').delivered;
  await held.asked;
  const id = await conversationOf(db, customer.waId);
  await conversationRun(baton, id).cancel();
  held.answer();
  const answer = await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  await whatsapp.simulate.text(customer, 'second').delivered;
  await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > answer.seq);
  const { status, raw } = await conversationRun(baton, id).describe();
  expect(status.name).toBe('RUNNING');
  expect(raw.workflowExtendedInfo?.cancelRequested).toBe(true);
});

test('a terminated conversation is started again by the sweep and owes its answer still', async () => {
  const { whatsapp, db } = baton;
  const customer = newCustomer();
  const held = model.holds();
  await whatsapp.simulate.text(customer, 'hello').delivered;
  await held.asked;
  const id = await conversationOf(db, customer.waId);
  const terminated = await conversationRun(baton, id).describe();
  await conversationRun(baton, id).terminate('test');
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId, 30_000);
  const { runId } = await conversationRun(baton, id).describe();
  expect(runId).not.toBe(terminated.runId);
});

test('a takeover in mid-turn aborts the model call, and its draft is never sent', async () => {
  const { whatsapp, api, db } = baton;
  const customer = newCustomer();
  const held = model.holds();
  await whatsapp.simulate.text(customer, 'hello').delivered;
  await held.asked;
  const id = await conversationOf(db, customer.waId);
  expect((await api.command(id, 'take-over')).status).toBe(200);
  await held.abandoned;
  expect((await eventsOf(baton, id)).filter((event) => event.activityTaskCancelRequestedEventAttributes)).toHaveLength(
    1,
  );
  held.answer();
  await api.command(id, 'messages', { text: 'Olivia here.' });
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  await api.command(id, 'resolve', {});
  await whatsapp.simulate.text(customer, 'one more thing').delivered;
  await eventually(() => {
    expect(whatsapp.log.accepted().filter(({ to }) => to === customer.waId)).toHaveLength(2);
  });
  const { rows } = await db.query<{ author: string }>(
    `select author from message where conversation_id = $1 and author <> 'customer' order by number`,
    [id],
  );
  expect(rows.map(({ author }) => author)).toEqual(['teammate', 'ai']);
});

describe('with a short idle time', () => {
  let idling: Baton;
  beforeAll(async () => {
    idling = await startBaton({ env: model.env, timings: { idle: 1_000 } });
  });
  afterAll(() => idling.stop());

  test('an idle AI conversation completes, and the next message opens a new run that answers', async () => {
    const { whatsapp, db } = idling;
    const customer = newCustomer();
    await whatsapp.simulate.text(customer, 'hello').delivered;
    const answer = await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
    const id = await conversationOf(db, customer.waId);
    const completed = await eventually(async () => {
      const described = await conversationRun(idling, id).describe();
      expect(described.status.name).toBe('COMPLETED');
      return described;
    });
    await whatsapp.simulate.text(customer, 'hello again').delivered;
    await whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > answer.seq);
    expect((await conversationRun(idling, id).describe()).runId).not.toBe(completed.runId);
  });

  test('a conversation that a teammate handles stays open however long nobody writes', async () => {
    const { whatsapp, db, api } = idling;
    const customer = newCustomer();
    await whatsapp.simulate.text(customer, 'hello').delivered;
    await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
    const id = await conversationOf(db, customer.waId);
    await api.command(id, 'take-over');
    const { runId } = await conversationRun(idling, id).describe();
    await eventually(async () => {
      const { events } = await conversationRun(idling, id).fetchHistory();
      const told = (events ?? []).filter(
        (event) => event.timerFiredEventAttributes ?? event.workflowTaskCompletedEventAttributes,
      );
      const second = told.filter((event) => event.timerFiredEventAttributes)[1];
      expect(second).toBeDefined();
      // And the run has made of it what it would.
      expect(told.at(-1)).not.toBe(second);
    });
    expect(await conversationRun(idling, id).describe()).toMatchObject({ runId, status: { name: 'RUNNING' } });
  });
});
