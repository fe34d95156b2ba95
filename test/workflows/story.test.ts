import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun, historiesOf, type RecordedRun } from '../support/histories';
import { conversationOf } from '../support/seed';
import { currentDetails } from './current-details';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model';

let baton: Baton;
let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
  baton = await startBaton({ env: model.env });
});
afterAll(async () => {
  await baton.stop();
  await model.stop();
});

const customer = { waId: '351922222222', name: 'Ana Customer' };

test('a run says who answers, why and what is awaited, in AI mode, in human mode and after the resolve', async () => {
  const { whatsapp, api, db } = baton;
  const held = model.holds();
  await whatsapp.simulate.text(customer, 'Can I pay with PayPal?').delivered;
  await held.asked;
  const id = await conversationOf(db, customer.waId);
  expect(await currentDetails(baton, id)).toMatch(/\*\*Mode:\*\* the AI answers[^]*\*\*Awaited:\*\* the agent turn/);
  held.answer();
  await eventually(async () => {
    expect(await currentDetails(baton, id)).toMatch(/\*\*Awaited:\*\* the customer’s next message/);
  });
  await expectAttributes(id, {
    ConversationMode: 'ai',
    HandoffReason: undefined,
    Assignee: undefined,
    WaitingSince: undefined,
  });

  await whatsapp.simulate.text(customer, 'can I speak to someone?').delivered;
  const owner = await eventually(async () => {
    const { body } = await api.get(`/api/conversations/${id}`);
    expect(body['handler']).toMatchObject({ kind: 'teammate' });
    return body['assignee'] as { id: string };
  });
  await eventually(async () => {
    const details = await currentDetails(baton, id);
    expect(details).toMatch(/\*\*Mode:\*\* a teammate answers; the AI is silent/);
    expect(details).toMatch(/\*\*Reason:\*\* asked_for_person/);
    expect(details).toContain(`**Assignee:** ${owner.id}`);
    expect(details).toMatch(/\*\*Awaited:\*\* the teammate/);
    expect(details).toContain(`](${baton.config.publicUrl}/conversations/${id})`);
  });
  const { body } = await api.get(`/api/conversations/${id}`);
  await expectAttributes(id, {
    ConversationMode: 'teammate',
    HandoffReason: 'asked_for_person',
    Assignee: owner.id,
    WaitingSince: new Date(String(body['waitingSince'])),
  });

  await api.command(id, 'resolve', {});
  await eventually(async () => {
    expect(await currentDetails(baton, id)).toMatch(
      /\*\*Mode:\*\* the AI answers[^]*\*\*Awaited:\*\* the customer’s next/,
    );
  });
  await expectAttributes(id, {
    ConversationMode: 'ai',
    HandoffReason: undefined,
    Assignee: undefined,
    WaitingSince: undefined,
  });
});

test('a takeover by click shows its assignee and reason too', async () => {
  const { whatsapp, api, db } = baton;
  const ben = { waId: '351922222223', name: 'Ben' };
  await whatsapp.simulate.text(ben, 'hello').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ben.waId);
  const id = await conversationOf(db, ben.waId);
  await api.command(id, 'take-over');
  await eventually(async () => {
    expect(await currentDetails(baton, id)).toMatch(/\*\*Reason:\*\* taken_over/);
  });
});

test('every step that Temporal UI shows says in words what it is, those of a rescue too', async () => {
  const impatient = await startBaton({ env: model.env, timings: { watchdog: 1_000 } });
  try {
    await rescued(impatient);
    expectNamed([...(await historiesOf(baton)), ...(await historiesOf(impatient))]);
  } finally {
    await impatient.stop();
  }
});

/** The model hangs until the watchdog hands the message off. */
async function rescued({ whatsapp, db, api, temporal, product }: Baton): Promise<void> {
  const cora = { waId: '351922222224', name: 'Cora' };
  const held = model.holds();
  await whatsapp.simulate.text(cora, 'Can I pay with PayPal?').delivered;
  await held.asked;
  const id = await conversationOf(db, cora.waId);
  await eventually(async () => {
    expect((await api.get(`/api/conversations/${id}`)).body).toMatchObject({
      handler: { reason: 'agent_failed' },
      handoff: { steps: { email: { state: 'done' }, reassure: { state: 'done' } } },
    });
  });
  const runs = await historiesOf({ temporal, product });
  expect(runs.some(({ workflowId }) => workflowId.startsWith('rescue:'))).toBe(true);
}

function expectNamed(runs: readonly RecordedRun[]): void {
  const scheduled = runs
    .flatMap(({ history }) => history.events ?? [])
    .filter((event) => event.activityTaskScheduledEventAttributes ?? event.timerStartedEventAttributes);
  const unnamed = scheduled.filter((event) => event.userMetadata?.summary == null);
  expect(scheduled.length).toBeGreaterThan(8);
  expect(unnamed.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? 'timer')).toEqual([]);
}

async function expectAttributes(id: string, expected: Record<string, unknown>): Promise<void> {
  await eventually(async () => {
    const { typedSearchAttributes } = await conversationRun(baton, id).describe();
    const found = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    for (const [name, value] of Object.entries(expected)) expect([name, found[name]]).toEqual([name, value]);
  });
}
