import { randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { findMessage } from '../../db/messages';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { noteArrived } from '../../transactions/note-arrived';
import { recordSend } from '../../transactions/record-send';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { sendAgain } from '../../transactions/send-again';
import { settleUnconfirmed } from '../../transactions/settle-unconfirmed';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { draftAnswer } from '../support/drafted';
import { conversationOf, customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
let olivia: string;
let ben: string;
beforeAll(async () => {
  database = await createTestDatabase();
  olivia = await insertTeammate(database.db, 'Olivia', 'owner');
  ben = await insertTeammate(database.db, 'Ben');
});
afterAll(() => database.drop());

let people = 0;

/** A teammate's reply that WhatsApp refused, or that neither its answer nor a status has accounted for. */
async function lostReply(how: 'unconfirmed' | 'failed') {
  const { db } = database;
  const waId = `35192300${String(1_000 + people++)}`;
  await storeWebhook(db, [customerText(waId, 'is anybody there?')]);
  const conversationId = await conversationOf(db, waId);
  await replyAsTeammate(db, { conversationId, teammateId: olivia, clientId: randomUUID(), text: 'Yes, I am.' });
  const claim = await claimOutbound(db, conversationId, DEFAULT_TIMINGS);
  if (claim.kind !== 'claimed') throw new Error('the reply was not claimed');
  const { id: messageId } = claim.message;
  const outcome =
    how === 'failed' ? { kind: how, error: 'whatsapp_131030' } : { kind: 'ambiguous' as const, error: 'x' };
  await recordSend(db, { ...claim.message, conversationId }, outcome);
  await settleUnconfirmed(db, 0);
  expect((await findMessage(db, messageId))?.state).toBe(how);
  return { waId, conversationId, messageId };
}

const click = (conversationId: string, messageId: string, teammateId = olivia) => ({
  conversationId,
  messageId,
  teammateId,
  clientId: randomUUID(),
});
const waitingSince = async (id: string) => (await findConversation(database.db, id))?.waitingSince ?? null;
const status = (key: string, to: 'delivered' | 'failed') =>
  storeWebhook(database.db, [
    {
      kind: 'status',
      phoneNumberId: '7001',
      status: {
        waMessageId: `wamid.${randomUUID()}`,
        status: to,
        at: new Date(),
        key,
        errorCode: to === 'failed' ? 131026 : null,
        errorTitle: null,
        errorDetails: null,
        pricing: null,
      },
    },
  ]);
const repetitions = async (messageId: string) =>
  (
    await database.db.query<{ id: string; state: string }>('select id, state from message where resend_of = $1', [
      messageId,
    ])
  ).rows;

test.each(['unconfirmed', 'failed'] as const)(
  'a reply that is %s is sent again as one new message, however often and by whomever it is clicked',
  async (how) => {
    const { conversationId, messageId } = await lostReply(how);
    const clicks = [olivia, olivia, olivia].map(() => sendAgain(database.db, click(conversationId, messageId)));
    const answers = await Promise.all(clicks);
    const [again] = await repetitions(messageId);
    expect(await repetitions(messageId)).toHaveLength(1);
    for (const { answer } of answers) expect(answer).toEqual({ messageId: again?.id });
    expect(await findMessage(database.db, again?.id ?? '')).toMatchObject({ text: 'Yes, I am.', teammateId: olivia });
    expect(await waitingSince(conversationId)).toBeNull();
  },
);

test('a teammate’s word that it arrived ends the waiting, once, and leaves the state to WhatsApp', async () => {
  const { conversationId, messageId } = await lostReply('unconfirmed');
  for (const by of [ben, olivia]) await noteArrived(database.db, click(conversationId, messageId, by));
  expect(await waitingSince(conversationId)).toBeNull();
  const { rows } = await database.db.query('select state, arrived_by from message where id = $1', [messageId]);
  expect(rows).toEqual([{ state: 'unconfirmed', arrived_by: ben }]);
  const events = await database.db.query(
    `select from conversation_event where kind = 'message_arrived' and conversation_id = $1`,
    [conversationId],
  );
  expect(events.rowCount).toBe(1);
});

test('what the customer wrote after it still waits, whatever a teammate says about it', async () => {
  const { waId, conversationId, messageId } = await lostReply('unconfirmed');
  await storeWebhook(database.db, [customerText(waId, 'and my lamp?')]);
  await noteArrived(database.db, click(conversationId, messageId));
  expect(await waitingSince(conversationId)).not.toBeNull();
});

test('WhatsApp’s own word still counts after a teammate’s: a failure makes the customer wait again', async () => {
  const { conversationId, messageId } = await lostReply('unconfirmed');
  await noteArrived(database.db, click(conversationId, messageId));
  await status(messageId, 'failed');
  expect((await findMessage(database.db, messageId))?.state).toBe('failed');
  expect(await waitingSince(conversationId)).not.toBeNull();
});

test('a repetition that has not left is not sent when the first turns out to have arrived', async () => {
  const { conversationId, messageId } = await lostReply('unconfirmed');
  await sendAgain(database.db, click(conversationId, messageId));
  await status(messageId, 'delivered');
  expect(await repetitions(messageId)).toMatchObject([{ state: 'suppressed' }]);
  expect(await claimOutbound(database.db, conversationId, DEFAULT_TIMINGS)).toMatchObject({ kind: 'empty' });
});

test('what has arrived meanwhile is not sent again, and what has failed did not arrive', async () => {
  const arrived = await lostReply('unconfirmed');
  await status(arrived.messageId, 'delivered');
  await expect(sendAgain(database.db, click(arrived.conversationId, arrived.messageId))).rejects.toMatchObject({
    code: 'stale',
  });
  const failed = await lostReply('failed');
  await expect(noteArrived(database.db, click(failed.conversationId, failed.messageId))).rejects.toMatchObject({
    code: 'stale',
  });
  expect(await repetitions(arrived.messageId)).toEqual([]);
});

test('what another teammate holds, and what no teammate wrote, is not sent again', async () => {
  const { conversationId, messageId } = await lostReply('failed');
  await expect(sendAgain(database.db, click(conversationId, messageId, ben))).rejects.toMatchObject({
    code: 'handled_by_other',
  });
  const { rows } = await database.db.query<{ id: string }>(
    `select id from message where author = 'customer' and conversation_id = $1`,
    [conversationId],
  );
  await expect(sendAgain(database.db, click(conversationId, rows[0]?.id ?? ''))).rejects.toMatchObject({
    code: 'invalid_request',
  });
});

/** An answer of the AI that nobody could confirm: handed over for it, nobody has written since. */
async function lostAnswer() {
  const { db } = database;
  const waId = `35192400${String(1_000 + people++)}`;
  await storeWebhook(db, [customerText(waId, 'how long does it take?')]);
  const conversationId = await conversationOf(db, waId);
  await draftAnswer(db, conversationId);
  const claim = await claimOutbound(db, conversationId, DEFAULT_TIMINGS);
  if (claim.kind !== 'claimed') throw new Error('the answer was not claimed');
  const { id: messageId } = claim.message;
  await recordSend(db, { ...claim.message, conversationId }, { kind: 'ambiguous', error: 'x' });
  await settleUnconfirmed(db, 0);
  return { conversationId, messageId };
}

test('a teammate’s word that the AI’s answer arrived ends the waiting, and WhatsApp’s word that it did not begins it again', async () => {
  const { conversationId, messageId } = await lostAnswer();
  expect(await findConversation(database.db, conversationId)).toMatchObject({ handler: 'teammate' });
  expect(await waitingSince(conversationId)).not.toBeNull();
  await noteArrived(database.db, click(conversationId, messageId));
  expect(await waitingSince(conversationId)).toBeNull();
  await expect(sendAgain(database.db, click(conversationId, messageId))).rejects.toMatchObject({
    code: 'invalid_request',
  });
  await status(messageId, 'failed');
  expect(await waitingSince(conversationId)).not.toBeNull();
});

test('a reassurance answers nothing: nobody’s word about it ends the waiting', async () => {
  const { conversationId } = await lostAnswer();
  const { rows } = await database.db.query<{ id: string }>(
    `update message set state = 'sending', claimed_at = now() where conversation_id = $1 and purpose = 'reassurance' returning id`,
    [conversationId],
  );
  await database.db.query(`update message set state = 'unconfirmed' where id = $1`, [rows[0]?.id]);
  await expect(noteArrived(database.db, click(conversationId, rows[0]?.id ?? ''))).rejects.toMatchObject({
    code: 'invalid_request',
  });
  expect(await waitingSince(conversationId)).not.toBeNull();
});
