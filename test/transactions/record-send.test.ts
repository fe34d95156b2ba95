import { randomUUID } from 'node:crypto';
import { DEFAULT_TIMINGS, type Timings } from '../../domain/timings';
import { claimOutbound, type ClaimedMessage } from '../../transactions/claim-outbound';
import { recordSend } from '../../transactions/record-send';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { eventually } from '../support/eventually';
import { conversationOf, customerText, insertTeammate } from '../support/seed';
import { storedMessages, storedReplies, type StoredMessage } from '../support/stored';

let database: TestDatabase;
let olivia: string;
beforeAll(async () => {
  database = await createTestDatabase();
  olivia = await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

async function claimed(conversationId: string, timings: Timings = DEFAULT_TIMINGS): Promise<ClaimedMessage> {
  const claim = await claimOutbound(database.db, conversationId, timings);
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

/** The moment after which an attempt that nobody has heard of since no longer holds up its line has come. */
const OVERDUE = { ...DEFAULT_TIMINGS, attemptOver: 0, startWithin: 0 };
const GIVEN_BACK = { kind: 'again', error: 'too_late', afterMs: 0 } as const;

/** What was written to a customer. */
async function ours(waId: string): Promise<StoredMessage[]> {
  return (await storedMessages(database.db, waId)).filter(({ author }) => author !== 'customer');
}

async function newLine(waId: string): Promise<{ conversationId: string; say: (text: string) => Promise<unknown> }> {
  const { db } = database;
  await storeWebhook(db, [customerText(waId, 'how long does it take?')]);
  const conversationId = await conversationOf(db, waId);
  const say = (text: string) =>
    replyAsTeammate(db, { conversationId, teammateId: olivia, clientId: randomUUID(), text });
  return { conversationId, say };
}

test('I6: an attempt that stood still until the line had gone on is not begun anew: the message fails, and its author is told', async () => {
  const { db } = database;
  const { conversationId, say } = await newLine('351925001');
  await say('First.');
  await say('Second.');
  const first = await claimed(conversationId);
  const second = await claimed(conversationId, OVERDUE);
  await recordSend(db, { ...second, conversationId }, { kind: 'sent', waMessageId: 'wamid.second' });
  expect(await recordSend(db, { ...first, conversationId }, GIVEN_BACK)).toMatchObject({ kind: 'failed', more: false });
  expect(await ours('351925001')).toMatchObject([
    { text: 'First.', state: 'failed', error: 'overtaken' },
    { text: 'Second.', state: 'sent' },
  ]);
});

test('I6: a claim that is being made at this moment counts as one that has gone on', async () => {
  const { db } = database;
  const { conversationId, say } = await newLine('351925002');
  await say('First.');
  await say('Second.');
  const first = await claimed(conversationId);
  const claiming = await db.connect();
  await claiming.query('begin');
  await claiming.query('select id from conversation where id = $1 for share', [conversationId]);
  await claiming.query(
    `update message set state = 'sending', claimed_at = clock_timestamp(), attempts = 1
      where conversation_id = $1 and state = 'pending'`,
    [conversationId],
  );
  const recording = recordSend(db, { ...first, conversationId }, GIVEN_BACK);
  try {
    await eventually(async () => {
      const waiting = await db.query(`select from pg_locks where not granted`);
      expect(waiting.rowCount).toBeGreaterThan(0);
    });
  } finally {
    await claiming.query('commit');
    claiming.release();
  }
  expect(await recording).toMatchObject({ kind: 'failed' });
});

test('I6: an attempt that never began is begun anew while nothing has gone before it', async () => {
  const { db } = database;
  const { conversationId, say } = await newLine('351925003');
  await say('First.');
  await say('Second.');
  const first = await claimed(conversationId);
  const second = await claimed(conversationId, OVERDUE);
  await recordSend(db, { ...second, conversationId }, GIVEN_BACK);
  expect(await recordSend(db, { ...first, conversationId }, GIVEN_BACK)).toMatchObject({ kind: 'again' });
  expect(await claimed(conversationId)).toMatchObject({ id: first.id });
});

test('I3, I6: an answer of the AI that was overtaken by a person is silenced, as any other of its epoch', async () => {
  const { db } = database;
  const { conversationId, say } = await newLine('351925004');
  await draftAnswer(db, conversationId);
  const answer = await claimed(conversationId, OVERDUE);
  await say('I am here.');
  const reply = await claimed(conversationId, OVERDUE);
  await recordSend(db, { ...reply, conversationId }, { kind: 'sent', waMessageId: 'wamid.reply' });
  await recordSend(db, { ...answer, conversationId }, GIVEN_BACK);
  expect(await claimOutbound(db, conversationId, DEFAULT_TIMINGS)).toMatchObject({ kind: 'empty' });
  expect(await ours('351925004')).toMatchObject([{ state: 'suppressed' }, { state: 'sent' }]);
});
