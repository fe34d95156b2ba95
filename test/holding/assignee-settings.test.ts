import { randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { writeSetting } from '../../db/teammates';
import type { HandoffPolicy, OnCall } from '../../domain/handoff-settings';
import { requestHandoff } from '../../transactions/request-handoff';
import { saveHandoffSettings, saveOnCall } from '../../transactions/save-settings';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { conversationOf, customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
let olivia: string;
let ben: string;
let cora: string;
beforeAll(async () => {
  database = await createTestDatabase();
  olivia = await insertTeammate(database.db, 'Olivia', 'owner');
  ben = await insertTeammate(database.db, 'Ben');
  cora = await insertTeammate(database.db, 'Cora');
});
afterAll(() => database.drop());

let customers = 0;

async function assigneeOfNextHandoff(): Promise<string | null> {
  const waId = `3519889${String(++customers).padStart(5, '0')}`;
  await storeWebhook(database.db, [customerText(waId, 'hello')]);
  const id = await conversationOf(database.db, waId);
  await requestHandoff(database.db, {
    conversationId: id,
    teammateId: olivia,
    clientId: randomUUID(),
    reason: 'upset',
  });
  return (await findConversation(database.db, id))?.assigneeId ?? null;
}

const policy = (chosen: HandoffPolicy) => saveHandoffSettings(database.db, { policy: chosen, reassurance: null });
const onCall = (chosen: OnCall) => saveOnCall(database.db, chosen);
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

test('each handoff goes to whom the settings name at that moment', async () => {
  expect(await assigneeOfNextHandoff()).toBe(olivia);
  await policy({ kind: 'fixed', teammateId: ben });
  expect(await assigneeOfNextHandoff()).toBe(ben);
  await policy({ kind: 'on_call' });
  await onCall({ teammateId: cora, until: inHours(1) });
  expect(await assigneeOfNextHandoff()).toBe(cora);
  await onCall({ teammateId: ben, until: null });
  expect(await assigneeOfNextHandoff()).toBe(ben);
  await policy({ kind: 'owner' });
  expect(await assigneeOfNextHandoff()).toBe(olivia);
});

describe('falls back to the owner, so no customer is left without a teammate,', () => {
  test('when nobody is on call', async () => {
    await policy({ kind: 'on_call' });
    await onCall({ teammateId: null, until: null });
    expect(await assigneeOfNextHandoff()).toBe(olivia);
  });

  test('when the person’s time on call is over', async () => {
    await policy({ kind: 'on_call' });
    await onCall({ teammateId: ben, until: inHours(-1) });
    expect(await assigneeOfNextHandoff()).toBe(olivia);
  });

  test.each(['fixed', 'on_call'] as const)('when the person named (%s) has left', async (kind) => {
    const dana = await insertTeammate(database.db, 'Dana');
    await policy(kind === 'fixed' ? { kind, teammateId: dana } : { kind });
    await onCall({ teammateId: dana, until: null });
    expect(await assigneeOfNextHandoff()).toBe(dana);
    await database.db.query('update teammate set active = false where id = $1', [dana]);
    expect(await assigneeOfNextHandoff()).toBe(olivia);
  });

  test.each([{ kind: 'round_robin' }, null, 'fixed', { policy: { kind: 'fixed' } }])(
    'when the stored settings cannot be read (%j)',
    async (value) => {
      await writeSetting(database.db, 'handoff', value);
      expect(await assigneeOfNextHandoff()).toBe(olivia);
    },
  );
});

test('settings that name nobody active are refused', async () => {
  await expect(policy({ kind: 'fixed', teammateId: randomUUID() })).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(onCall({ teammateId: randomUUID(), until: null })).rejects.toMatchObject({ code: 'invalid_request' });
});
