import { randomUUID } from 'node:crypto';
import { findConversation } from '../../db/conversations';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { recordSend } from '../../transactions/record-send';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { settleUnconfirmed } from '../../transactions/settle-unconfirmed';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { conversationOf, customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
let owner: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

/** A teammate's reply that neither WhatsApp's answer nor a status has accounted for. */
async function replyInDoubt(waId: string): Promise<{ conversationId: string; messageId: string }> {
  const { db } = database;
  await storeWebhook(db, [customerText(waId, 'is anybody there?')]);
  const conversationId = await conversationOf(db, waId);
  await replyAsTeammate(db, { conversationId, teammateId: owner, clientId: randomUUID(), text: 'Yes, I am.' });
  const claim = await claimOutbound(db, conversationId, DEFAULT_TIMINGS);
  if (claim.kind !== 'claimed') throw new Error('the reply was not claimed');
  await recordSend(db, { ...claim.message, conversationId }, { kind: 'ambiguous', error: 'timeout' });
  await settleUnconfirmed(db, 0);
  expect(await waitingSince(conversationId)).not.toBeNull();
  return { conversationId, messageId: claim.message.id };
}

async function waitingSince(conversationId: string): Promise<Date | null> {
  return (await findConversation(database.db, conversationId))?.waitingSince ?? null;
}

function delivered(key: string) {
  return storeWebhook(database.db, [
    {
      kind: 'status',
      phoneNumberId: '7001',
      status: {
        waMessageId: `wamid.${randomUUID()}`,
        status: 'delivered',
        at: new Date(),
        key,
        errorCode: null,
        errorTitle: null,
        errorDetails: null,
        pricing: null,
      },
    },
  ]);
}

test('a reply in doubt that did arrive ends the waiting it had begun again', async () => {
  const { conversationId, messageId } = await replyInDoubt('351922000001');
  await delivered(messageId);
  expect(await waitingSince(conversationId)).toBeNull();
});

test('what the customer wrote after a reply in doubt still waits when that reply turns out to have arrived', async () => {
  const { conversationId, messageId } = await replyInDoubt('351922000002');
  await storeWebhook(database.db, [customerText('351922000002', 'and my lamp?')]);
  await delivered(messageId);
  expect(await waitingSince(conversationId)).not.toBeNull();
});
