import { lockConversation } from '../../db/conversations';
import { transaction } from '../../db/pool';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { actingTeammate, hold } from '../../transactions/hold';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { eventually } from '../support/eventually';
import { conversationOf, customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());

test('I3: a claim in the middle of a takeover waits for its end, and sees it whole', async () => {
  const { db } = database;
  const olivia = await insertTeammate(db, 'Olivia', 'owner');
  await storeWebhook(db, [customerText('351925900', 'how long does it take?')]);
  const id = await conversationOf(db, '351925900');
  await draftAnswer(db, id);
  let commit: () => void = () => undefined;
  const wanted = new Promise<void>((resolve) => (commit = resolve));
  let takeover = Promise.resolve();
  await new Promise<void>((isHeld) => {
    takeover = transaction(db, async (tx) => {
      const conversation = await lockConversation(tx, id);
      if (conversation === null) throw new Error('no conversation');
      await hold(tx, conversation, await actingTeammate(tx, olivia));
      isHeld();
      await wanted;
    });
  });

  const claim = claimOutbound(db, id, DEFAULT_TIMINGS);
  await eventually(async () => {
    const { rowCount } = await db.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
  });
  commit();
  await takeover;
  expect(await claim).toMatchObject({ kind: 'empty', conversation: { handler: 'teammate', holderId: olivia } });
});
