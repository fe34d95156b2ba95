import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun, eventsOf } from '../support/histories';
import { conversationOf } from '../support/seed';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model';

let baton: Baton;
let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
  // The sweep must not be what picks up the pieces here.
  baton = await startBaton({
    env: model.env,
    timings: { ringAgain: 600_000, ringStuck: 600_000, ringAgainMost: 600_000 },
  });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

const NOTHING = { epoch: 0, handler: 'ai', turn: false, urgent: false, outbound: false, handoffId: null, mediaIds: [] };

test('a run that grew long continues as new below a thousand events and loses no message, whenever it comes', async () => {
  const { whatsapp, db } = baton;
  const customer = { waId: '351955555501', name: 'Ana' };
  await whatsapp.simulate.text(customer, 'word 1').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(db, customer.waId);
  const first = (await conversationRun(baton, id).describe()).runId;
  let written = 1;
  const writes = () => {
    model.says(`Answer ${++written}.`);
    return whatsapp.simulate.text(customer, `word ${written}`).delivered;
  };
  for (let grown = false; !grown;) {
    await ringForNothing(id, 150);
    await writes();
    grown = (await conversationRun(baton, id).describe()).runId !== first;
  }
  await writes();
  const ended = await baton.temporal.workflow.getHandle(`conversation:${id}`, first).describe();
  expect(ended.historyLength).toBeLessThan(1_000);
  await eventually(async () => {
    const { rows } = await db.query<{ state: string; n: number }>(
      `select case when author = 'customer' then coalesce(settled_by, 'unsettled') else author end as state, count(*)::int as n
        from message where conversation_id = $1 group by 1`,
      [id],
    );
    const by = Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    expect(by['unsettled']).toBeUndefined();
    expect((by['turn'] ?? 0) + (by['closing'] ?? 0)).toBe(written);
    const { rows: unsent } = await db.query(
      `select 1 from message where conversation_id = $1 and state in ('pending', 'sending')`,
      [id],
    );
    expect(unsent).toEqual([]);
  });
}, 120_000);

test('a long run goes on as new before a turn, not right after one: writing back at once costs nobody a replay', async () => {
  const { whatsapp, db } = baton;
  const customer = { waId: '351955555503', name: 'Eva' };
  const answered = (words: string) =>
    whatsapp.log.waitForAccepted(({ to, text }) => to === customer.waId && text?.includes(words) === true);
  model.says('The first answer.');
  const call = model.holds();
  await whatsapp.simulate.text(customer, 'word A').delivered;
  await call.asked;
  const id = await conversationOf(db, customer.waId);
  const { runId: first } = await conversationRun(baton, id).describe();
  await ringForNothing(id, 750);
  call.answer();
  await answered('The first answer.');
  await eventually(async () => {
    const last = (await eventsOf(baton, id, first)).at(-1);
    expect(
      last?.workflowTaskCompletedEventAttributes ?? last?.workflowExecutionContinuedAsNewEventAttributes,
    ).toBeTruthy();
  });
  model.says('The second answer.');
  await whatsapp.simulate.text(customer, 'word B').delivered;
  await answered('The second answer.');
  const ended = await eventsOf(baton, id, first);
  expect(ended.at(-1)?.workflowExecutionContinuedAsNewEventAttributes).toBeTruthy();
  const lastTask = ended.findLastIndex((event) => event.workflowTaskScheduledEventAttributes);
  expect(ended[lastTask - 1]?.workflowExecutionSignaledEventAttributes).toBeTruthy();
}, 120_000);

test('a handoff mail between two attempts goes on in the next run', async () => {
  const { whatsapp, mail, api, db } = baton;
  const customer = { waId: '351955555502', name: 'Ben' };
  const outage = mail.faults.add({ route: 'emails', fault: { kind: 'html', status: 503 }, times: 'always' });
  await whatsapp.simulate.text(customer, 'can I speak to someone?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(db, customer.waId);
  await eventually(() => {
    expect(outage.hits()).toBeGreaterThan(0);
  });
  const first = (await conversationRun(baton, id).describe()).runId;
  while ((await conversationRun(baton, id).describe()).runId === first) await ringForNothing(id, 150);
  outage.remove();
  await eventually(async () => {
    const { body } = await api.get(`/api/conversations/${id}`);
    expect(body['handoff']).toMatchObject({ steps: { email: { state: 'done' }, reassure: { state: 'done' } } });
  }, 30_000);
  expect((await eventsOf(baton, id)).some((event) => event.activityTaskScheduledEventAttributes)).toBe(true);
}, 120_000);

/** Signals that change nothing: each makes the history longer. */
async function ringForNothing(id: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await conversationRun(baton, id).signal('sweep', NOTHING);
}
