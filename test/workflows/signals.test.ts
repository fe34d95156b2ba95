import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationRun, eventsOf } from '../support/histories';
import { conversationOf } from '../support/seed';
import { currentDetails } from './current-details';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

async function answeredConversation(waId: string): Promise<string> {
  const { whatsapp, db } = baton;
  await whatsapp.simulate.text({ waId, name: 'Ana' }, 'Can I pay with PayPal?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === waId);
  return conversationOf(db, waId);
}

const NOTHING = { turn: false, urgent: false, outbound: false, handoffId: null, mediaIds: [] };

test('signals of unknown names and shapes break no conversation', async () => {
  const { whatsapp, db } = baton;
  const waId = '351944444401';
  const id = await answeredConversation(waId);
  const run = conversationRun(baton, id);
  const shapes: unknown[] = [
    undefined,
    null,
    'words',
    42,
    [],
    {},
    { epoch: 'high', handler: 'ai' },
    { epoch: 1, handler: 'nobody' },
    { epoch: 0, handler: 'ai', mediaIds: 'none', handoffId: 7, turn: 'yes' },
    { epoch: 0, handler: 'ai', mediaIds: Array.from({ length: 200_000 }, () => 0) },
  ];
  for (const shape of shapes) await run.signal('fromTheFuture', shape);
  await run.signal('customerMessage');
  await run.signal('withManyArguments', 1, 2, 3);
  await whatsapp.simulate.text({ waId }, 'Do you ship to Spain?').delivered;
  await eventually(async () => {
    const { rows } = await db.query(
      'select 1 from message where conversation_id = $1 and needs_answer and settled_at is null',
      [id],
    );
    expect(rows).toEqual([]);
  });
  const events = await eventsOf(baton, id);
  expect(events.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  expect((await run.describe()).status.name).toBe('RUNNING');
});

test('of signals that arrive in reversed order only the higher epoch is adopted', async () => {
  const id = await answeredConversation('351944444402');
  const run = conversationRun(baton, id);
  await run.signal('takeOver', { ...NOTHING, epoch: 7, handler: 'teammate' });
  await run.signal('humanResolved', { ...NOTHING, epoch: 6, handler: 'ai' });
  await eventually(async () => {
    const events = await eventsOf(baton, id);
    expect(
      events.filter((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'humanResolved'),
    ).toHaveLength(1);
  });
  expect(await currentDetails(baton, id)).toMatch(/a teammate answers/);
});
