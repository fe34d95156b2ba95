import { findConversation } from '../../db/conversations';
import { unsettledMessages } from '../../db/messages';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import type { TurnDecision } from '../../domain/turn';
import { storeWebhook } from '../../transactions/store-webhook';
import { commitTurn } from '../../transactions/commit-turn';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { answerOf } from '../support/drafted';
import { conversationOf, customerText, insertTeammate } from '../support/seed';
import { storedHandoffs, storedMessages } from '../support/stored';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

const HAND_OFF: TurnDecision = {
  kind: 'handoff',
  reason: 'asked_for_person',
  evidence: 'can I speak to someone?',
  summary: null,
  sameTeammate: false,
  detector: 'explicit',
  scores: {},
};

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

test('I4: a turn that decides to hand off leaves nothing between decision and handoff: one commit has all of it', async () => {
  const { db } = database;
  const waId = '351926000002';
  await storeWebhook(db, [customerText(waId, 'can I speak to someone?')]);
  const conversationId = await conversationOf(db, waId);
  const turn = {
    conversationId,
    epoch: 0,
    messageIds: (await unsettledMessages(db, conversationId)).map(({ id }) => id),
    language: 'en',
    decision: HAND_OFF,
    ignoreNewer: false,
  };
  expect(await commitTurn(db, turn, DEFAULT_TIMINGS)).toMatchObject({
    kind: 'handoff',
    conversation: { handler: 'teammate', epoch: 1 },
    claim: { kind: 'claimed', message: { purpose: 'reassurance' } },
  });
  expect(await findConversation(db, conversationId)).toMatchObject({ handler: 'teammate', epoch: 1 });
  expect(await storedHandoffs(db, waId)).toMatchObject([
    { reason: 'asked_for_person', steps: ['assign Olivia: done', 'email Olivia: pending', 'reassure: pending'] },
  ]);
  expect(await storedMessages(db, waId)).toMatchObject([
    { text: 'can I speak to someone?', settledBy: 'turn' },
    { author: 'ai', state: 'sending' },
  ]);
  // Another attempt at the very turn finds it done.
  expect(await commitTurn(db, turn, DEFAULT_TIMINGS)).toMatchObject({ kind: 'stale', conversation: { epoch: 1 } });
});
