import { randomUUID } from 'node:crypto';
import { lockConversation } from '../../db/conversations';
import { listSteps } from '../../db/handoffs';
import { transaction } from '../../db/pool';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { handOff } from '../../transactions/hand-off';
import { actingTeammate, hold } from '../../transactions/hold';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { eventually } from '../support/eventually';
import { conversationOf, customerText, insertTeammate } from '../support/seed';
import { storedMessages } from '../support/stored';

let database: TestDatabase;
let olivia: string;
beforeAll(async () => {
  database = await createTestDatabase();
  olivia = await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

test('a reassurance that has not gone out is not sent any more once a person has written', async () => {
  const { db } = database;
  await storeWebhook(db, [customerText('351925901', 'is the Nina lamp waterproof?')]);
  const conversationId = await conversationOf(db, '351925901');
  const opened = await handOff(db, { conversationId, epoch: 0, reason: 'agent_failed' });
  if (opened.kind !== 'open') throw new Error(`the handoff is ${opened.kind}`);
  await replyAsTeammate(db, { conversationId, teammateId: olivia, clientId: randomUUID(), text: 'It is not.' });
  expect(await listSteps(db, opened.handoff.id)).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ kind: 'reassure', state: 'skipped', error: 'answered' })]),
  );
  expect(await claimOutbound(db, conversationId, DEFAULT_TIMINGS)).toMatchObject({
    kind: 'claimed',
    message: { author: 'teammate' },
  });
  expect(await storedMessages(db, '351925901')).toMatchObject([
    { author: 'customer' },
    { author: 'ai', state: 'suppressed' },
    { author: 'teammate', state: 'sending' },
  ]);
});

test('I3: a claim in the middle of a takeover waits for its end, and sees it whole', async () => {
  const { db } = database;
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
