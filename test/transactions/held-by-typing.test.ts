import { noteClosed, noteOpen } from '../../db/presence';
import { DEFAULT_TIMINGS, type Timings } from '../../domain/timings';
import { claimOutbound } from '../../transactions/claim-outbound';
import { replyAsTeammate } from '../../transactions/reply-as-teammate';
import { findUnmoved } from '../../transactions/rescue';
import { takeOver } from '../../transactions/take-over';
import { click } from '../holding/click';
import { openShop, type Shop } from '../holding/shop';
import { draftAnswer } from '../support/drafted';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function answered(): Promise<string> {
  const id = await shop.newConversation();
  await draftAnswer(shop.db, id);
  return id;
}
const tabOf = (conversationId: string) => ({ conversationId, teammateId: shop.ben, tabId: 'tab' });
const types = (id: string, typing: boolean | null = true) => noteOpen(shop.db, tabOf(id), typing, DEFAULT_TIMINGS);
const claim = (id: string, timings: Partial<Timings> = {}) =>
  claimOutbound(shop.db, id, { ...DEFAULT_TIMINGS, ...timings });

test('while a teammate types the AI’s answer waits, at most until a minute after the last key', async () => {
  const id = await answered();
  await types(id);
  const held = await claim(id);
  expect(held).toMatchObject({ kind: 'wait', typing: true });
  if (held.kind !== 'wait') throw new Error('it was to wait');
  // Whichever comes first: the last key is a minute old, or the page has said nothing for 25 s.
  expect(held.ms).toBeGreaterThan(0);
  expect(held.ms).toBeLessThanOrEqual(DEFAULT_TIMINGS.presence);
  await types(id, null);
  expect(await claim(id)).toMatchObject({ kind: 'wait', typing: true });
  await shop.db.query(`update presence set typing_until = now() where conversation_id = $1`, [id]);
  expect(await claim(id)).toMatchObject({ kind: 'claimed' });
});

test.each([
  ['writes nothing any more', (id: string) => types(id, false)],
  ['closes the page', (id: string) => noteClosed(shop.db, tabOf(id))],
])('the answer goes when the teammate %s, and whoever noted it is told to ring', async (_how, stop) => {
  const id = await answered();
  await types(id);
  expect(await claim(id)).toMatchObject({ kind: 'wait' });
  expect(await stop(id)).toEqual({ stopped: true });
  expect(await claim(id)).toMatchObject({ kind: 'claimed' });
});

test('a page that died holds nothing back for longer than it is remembered', async () => {
  const id = await answered();
  await types(id);
  await shop.db.query(`update presence set expires_at = now() where conversation_id = $1`, [id]);
  expect(await claim(id)).toMatchObject({ kind: 'claimed' });
});

test('I5: somebody who never stops typing holds an answer back for a bounded time only', async () => {
  const id = await answered();
  await types(id);
  expect(await claim(id, { typingMost: 0 })).toMatchObject({ kind: 'claimed' });
});

test('looking at a conversation holds nothing back, and neither does typing in another one', async () => {
  const [id, other] = [await answered(), await answered()];
  await types(id, null);
  await types(other);
  expect(await claim(id)).toMatchObject({ kind: 'claimed' });
});

test('a colleague’s typing does not hold back a person’s words', async () => {
  const id = await shop.handedOff();
  await types(id);
  await replyAsTeammate(shop.db, { ...click(id, shop.olivia), text: 'Hello' });
  expect(await claim(id)).toMatchObject({ kind: 'claimed', message: { author: 'teammate' } });
});

test('I3: an answer that waits is suppressed by a takeover like any other', async () => {
  const id = await answered();
  await types(id);
  expect(await claim(id)).toMatchObject({ kind: 'wait' });
  await takeOver(shop.db, { ...click(id, shop.ben), from: null });
  await types(id, false);
  expect(await claim(id)).toMatchObject({ kind: 'empty' });
});

test('the watchdog does not take an answer that waits for one that is stuck', async () => {
  const id = await answered();
  const isUnmoved = async () => (await findUnmoved(shop.db, 0)).some(({ conversationId }) => conversationId === id);
  expect(await isUnmoved()).toBe(true);
  await types(id);
  expect(await isUnmoved()).toBe(false);
});
