import { findConversation } from '../../db/conversations';
import { handOff } from '../../transactions/hand-off';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { conversationOf, customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

async function asked(waId: string) {
  await storeWebhook(database.db, [customerText(waId, 'is the Nina lamp waterproof?')]);
  const conversationId = await conversationOf(database.db, waId);
  const epoch = (await findConversation(database.db, conversationId))?.epoch ?? 0;
  return { conversationId, epoch, reason: 'agent_failed' as const };
}

test('a turn that failed with its question unanswered is a handoff', async () => {
  expect(await handOff(database.db, await asked('351923000901'))).toMatchObject({
    kind: 'open',
    handoff: { reason: 'agent_failed' },
  });
});

test('a turn whose worker was lost after its answer was committed hands nothing off', async () => {
  const failed = await asked('351923000902');
  await draftAnswer(database.db, failed.conversationId);
  expect((await handOff(database.db, failed)).kind).toBe('stale');
});
