import { unsettledMessages } from '../../db/messages';
import { storeWebhook } from '../../transactions/store-webhook';
import { commitTurn } from '../../transactions/commit-turn';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { answerOf } from '../support/drafted';
import { conversationOf, customerText } from '../support/seed';
import { storedMessages } from '../support/stored';

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());

test('I1: a turn one of whose messages another turn has answered commits nothing', async () => {
  const { db } = database;
  const waId = '351926000001';
  const unsettled = async () => (await unsettledMessages(db, conversationId)).map(({ id }) => id);
  const answer = (messageIds: readonly string[], text: string) =>
    commitTurn(db, {
      conversationId,
      epoch: 0,
      messageIds,
      language: 'en',
      decision: answerOf(text),
      ignoreNewer: true,
    });
  await storeWebhook(db, [customerText(waId, 'how long does it take?')]);
  const conversationId = await conversationOf(db, waId);
  const first = await unsettled();
  await storeWebhook(db, [customerText(waId, 'to Spain')]);
  const both = await unsettled();
  expect(await answer(first, 'Two days.')).toMatchObject({ kind: 'reply' });
  expect(await answer(both, 'Three days.')).toMatchObject({ kind: 'stale' });
  expect(await storedMessages(db, waId)).toMatchObject([
    { text: 'how long does it take?', settledBy: 'turn' },
    { text: 'to Spain', settledBy: null },
    { text: 'Two days.' },
  ]);
});
