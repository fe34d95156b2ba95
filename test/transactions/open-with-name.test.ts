import { readHandoffSettings } from '../../db/teammates';
import { DEFAULT_TIMINGS } from '../../domain/timings';
import { publicOpening } from '../../domain/public-opening';
import { claimOutbound } from '../../transactions/claim-outbound';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { resolve } from '../../transactions/resolve';
import { saveHandoffSettings } from '../../transactions/save-settings';
import { storeWebhook } from '../../transactions/store-webhook';
import { takeOver } from '../../transactions/take-over';
import { click } from '../holding/click';
import { openShop, type Shop } from '../holding/shop';
import { customerText } from '../support/seed';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.db.query(`update teammate set public_name = 'Benny' where id = $1`, [shop.ben]);
});
afterAll(() => shop.close());

const replies = (id: string, by: string, text: string) => replyAsTeammate(shop.db, { ...click(id, by), text });
const takesFrom = (id: string, by: string, from: string) => takeOver(shop.db, { ...click(id, by), from });

/** What the customer is sent, in order; each is sent as soon as it is claimed. */
async function sent(id: string): Promise<string[]> {
  const { db } = shop;
  for (;;) {
    const claim = await claimOutbound(db, id, DEFAULT_TIMINGS);
    if (claim.kind !== 'claimed') break;
    await db.query(
      `update message set state = 'sent', wa_message_id = 'wamid.' || id, attempt_over = true where id = $1`,
      [claim.message.id],
    );
    told.set(id, [...(told.get(id) ?? []), claim.message.text ?? '']);
  }
  return told.get(id) ?? [];
}
const told = new Map<string, string[]>();

test('a human stretch and each change of person begin with the public first name, and nothing else does', async () => {
  const { olivia, ben } = shop;
  const id = await shop.newConversation();
  await replies(id, olivia, 'Hello');
  await replies(id, olivia, 'One more thing');
  await takesFrom(id, ben, olivia);
  await replies(id, ben, 'I go on');
  await takesFrom(id, olivia, ben);
  await replies(id, olivia, 'Back again');
  await resolve(shop.db, { ...click(id, olivia), outcome: null, handoffId: null, seenMessageId: null });
  await replies(id, olivia, 'A new stretch');
  expect(await sent(id)).toEqual([
    '*Olivia:* Hello',
    'One more thing',
    '*Benny:* I go on',
    '*Olivia:* Back again',
    '*Olivia:* A new stretch',
  ]);
});

test('the history and the AI have the words without the name', async () => {
  const id = await shop.newConversation();
  await replies(id, shop.olivia, 'Only my words');
  const { rows } = await shop.db.query(
    `select text, opening from message where conversation_id = $1 and author = 'teammate'`,
    [id],
  );
  expect(rows).toEqual([{ text: 'Only my words', opening: '*Olivia:* ' }]);
});

test('I8: a reply sent again under its id is one message, whatever the setting has become meanwhile', async () => {
  const { db, olivia } = shop;
  const id = await shop.newConversation();
  const once = { ...click(id, olivia), text: 'Once' };
  const first = await replyAsTeammate(db, once);
  const settings = await readHandoffSettings(db);
  await saveHandoffSettings(db, { ...settings, opensWithName: false });
  expect((await replyAsTeammate(db, once)).answer).toEqual(first.answer);
  const nameless = await shop.newConversation();
  await replies(nameless, olivia, 'Without');
  await saveHandoffSettings(db, settings);
  expect(await sent(id)).toEqual(['*Olivia:* Once']);
  expect(await sent(nameless)).toEqual(['Without']);
});

test('words that leave no room for the name are sent whole, and the next ones bear it', async () => {
  const { olivia } = shop;
  const id = await shop.newConversation();
  const whole = 'x'.repeat(4_096);
  await replies(id, olivia, whole);
  await replies(id, olivia, 'Short');
  expect(await sent(id)).toEqual([whole, '*Olivia:* Short']);
});

test('after words on the business’s phone, or a first message that failed, the name comes again', async () => {
  const { db, olivia } = shop;
  const id = await shop.newConversation();
  await replies(id, olivia, 'Lost');
  await db.query(
    `update message set state = 'failed', error = 'whatsapp_131026' where conversation_id = $1 and author = 'teammate'`,
    [id],
  );
  await replies(id, olivia, 'Arrived');
  expect(await sent(id)).toEqual(['*Olivia:* Arrived']);
  const { rows } = await db.query<{ value: string }>(
    `select value from customer_identity i join conversation c using (customer_id) where c.id = $1 and kind = 'wa_id'`,
    [id],
  );
  const echo = customerText('49000', 'from the phone');
  if (echo.kind !== 'message') throw new Error('a text is a message');
  await storeWebhook(db, [
    {
      kind: 'echo',
      phoneNumberId: '7001',
      to: { ...echo.message.from, waId: rows[0]?.value ?? '' },
      message: echo.message,
    },
  ]);
  await replies(id, olivia, 'Me again');
  expect(await sent(id)).toEqual(['*Olivia:* Arrived', '*Olivia:* Me again']);
});

test.each([
  [{ name: 'Ana Torres', publicName: null }, '*Ana:* '],
  [{ name: 'Ana Torres', publicName: 'Team Ana' }, '*Team Ana:* '],
  [{ name: '  آنا  توريس', publicName: null }, '*آنا:* '],
  [{ name: '*A_n~a`', publicName: null }, '*Ana:* '],
  [{ name: '*** Ana', publicName: null }, null],
  [{ name: '😀'.repeat(200), publicName: null }, `*${'😀'.repeat(60)}:* `],
])('the name of %j is read as %j', (teammate, opening) => {
  expect(publicOpening(teammate)).toBe(opening);
});
