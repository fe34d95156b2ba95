import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound, type ClaimedMessage } from '../../transactions/claim-outbound';
import { recordSend } from '../../transactions/record-send';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { conversationOf, customerText, insertTeammate } from '../support/seed';
import { storedReplies } from '../support/stored';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

async function claimed(conversationId: string): Promise<ClaimedMessage> {
  const claim = await claimOutbound(database.db, conversationId, DEFAULT_TIMINGS);
  if (claim.kind !== 'claimed') throw new Error('nothing was claimed');
  return claim.message;
}

test.each([
  ['gives it back', { kind: 'again', error: 'too_late', afterMs: 0 }],
  ['says that it is in doubt', { kind: 'ambiguous', error: 'timeout' }],
] as const)(
  'I2: a record of an earlier attempt that %s, repeated because its answer was lost, does not touch the attempt on the wire',
  async (how, outcome) => {
    const { db } = database;
    const waId = `35192500${how.length + 1_000}`;
    await storeWebhook(db, [customerText(waId, 'how long does it take?')]);
    const conversationId = await conversationOf(db, waId);
    await draftAnswer(db, conversationId);
    const first = await claimed(conversationId);
    await recordSend(db, { ...first, conversationId }, { kind: 'again', error: 'too_late', afterMs: 0 });
    await claimed(conversationId);
    await recordSend(db, { ...first, conversationId }, outcome);
    expect(await storedReplies(db, waId)).toMatchObject([{ state: 'sending' }]);
    expect(await claimOutbound(db, conversationId, DEFAULT_TIMINGS)).toMatchObject({ kind: 'wait' });
  },
);
