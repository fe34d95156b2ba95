import type { Browser, Locator } from 'playwright-core';
import type { Baton } from '../support/baton';
import { createGate } from '../../sandbox/faults/gate';
import { openBrowser, scrollsSideways } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { uploadToWhatsApp } from '../support/upload-to-whatsapp';
import { accessibilityInBothSchemes, openInbox, startInbox } from './open-inbox';

/** The smallest picture. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('an empty list says why it is empty, and one that cannot be read is read again by a click', async () => {
  const { page, context, problems } = await openInbox(browser, baton, { path: '/?filter=waiting' });
  await page.getByText('Nobody waits').waitFor();
  for (const [list, words] of [
    ['Mine', 'Nothing is assigned to you'],
    ['AI', 'The AI has no conversation'],
    ['All', 'No conversations yet'],
  ] as const) {
    await page.getByRole('link', { name: list, exact: true }).click();
    await page.getByText(words).waitFor();
    expect(await accessibilityInBothSchemes(page)).toEqual([]);
  }
  await context.route('**/api/conversations?*', (route) =>
    route.fulfill({ status: 400, contentType: 'application/json', body: '{"code":"invalid_request","detail":"No."}' }),
  );
  await page.reload();
  const failure = page.getByRole('alert').filter({ hasText: 'The list cannot be read' });
  await failure.waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await context.unroute('**/api/conversations?*');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('No conversations yet').waitFor();
  expect(problems).toEqual([]);
});

test('who has waited longest comes first, with why, since when and how long WhatsApp takes words; who is answered leaves', async () => {
  const [early, late, calm] = [newCustomer('Early Bird'), newCustomer('Late Riser'), newCustomer('Calm Customer')];
  for (const customer of [early, late])
    await baton.whatsapp.simulate.text(customer, 'Can I speak to a person?').delivered;
  await baton.whatsapp.simulate.text(calm, 'How long does delivery to Spain take?').delivered;
  const ids = await Promise.all([early, late].map(({ waId }) => conversationOf(baton.db, waId)));
  for (const id of ids)
    await eventually(async () =>
      expect((await baton.api.get(`/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'teammate' } }),
    );
  await baton.db.query(
    `update conversation set waiting_since = now() - interval '190 min', last_customer_message_at = now() - interval '1170 min'
      where id = $1`,
    [ids[0]],
  );
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=waiting' });
  const rows = page.getByTestId('conversation-list').getByRole('link');
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBe(2);
  const first = await wordsOf(rows.first());
  for (const words of ['Early Bird', 'Waiting for a person: 3 h', 'You are assigned', 'Asked for a person'])
    expect(first).toContain(words);
  expect(first).toMatch(/4 h \d\d left/);
  expect(await wordsOf(rows.last())).toMatch(/Late Riser.*speak to a person.*1 not read/);

  await page.getByRole('link', { name: /^AI/ }).click();
  await rows.filter({ hasText: 'Calm Customer' }).waitFor();
  expect(await rows.count()).toBe(1);
  await page.getByRole('link', { name: /^Waiting/ }).click();
  await baton.api.command(ids[0] ?? '', 'messages', { text: 'Good morning.' });
  await rows.filter({ hasText: 'Early Bird' }).waitFor({ state: 'detached' });
  expect(await wordsOf(rows.first())).toContain('Late Riser');
  expect(problems).toEqual([]);
});

test('words read from the right are cut at their end in a list, also behind the name of who said them', async () => {
  const customer = newCustomer('فاطمة');
  const words = `البداية ${'المصباح الذي وصلني أمس مكسور '.repeat(6)}`;
  await baton.whatsapp.simulate.text(customer, `أريد التحدث مع شخص. ${words}`).delivered;
  const id = await conversationOf(baton.db, customer.waId);
  await eventually(async () =>
    expect((await baton.api.get(`/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'teammate' } }),
  );
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=mine' });
  const row = page.getByTestId('conversation-list').getByRole('link', { name: /فاطمة/ });
  const beginsInSight = () =>
    page.evaluate<boolean>(`(() => {
      const [, words] = document.querySelectorAll('[data-row="${id}"] .one-line');
      const first = document.createRange();
      first.setStart(words.firstChild, 0);
      first.setEnd(words.firstChild, 1);
      const [box, letter] = [words.getBoundingClientRect(), first.getBoundingClientRect()];
      return words.scrollWidth > words.clientWidth && letter.left >= box.left && letter.right <= box.right + 1;
    })()`);
  await row.waitFor();
  expect(await beginsInSight()).toBe(true);
  await baton.api.command(id, 'messages', { text: words });
  await row.getByText('You:').waitFor();
  expect(await beginsInSight()).toBe(true);
  expect(problems).toEqual([]);
});

test('what changes while a list is read, or before the live stream begins, is on the page all the same', async () => {
  const customer = newCustomer('Moving Target');
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  const id = await conversationOf(baton.db, customer.waId);
  await eventually(async () =>
    expect((await baton.api.get(`/api/conversations/${id}`)).body).toMatchObject({
      lastMessage: { state: 'delivered' },
    }),
  );
  const { page, context, problems } = await openInbox(browser, baton, { path: '/settings/you' });
  const [list, stream] = [createGate(), createGate()];
  await context.route('**/api/events*', async (route) => {
    await stream.pass();
    await route.continue();
  });
  await page.goto(`${baton.url}/?filter=all`);
  const row = page.locator(`[data-row="${id}"]`);
  await row.locator('[data-who="ai"]').waitFor();
  await stream.untilHeld(1);
  await baton.api.command(id, 'take-over');
  stream.release();
  await row.locator('[data-who="person"]').waitFor();

  await context.route('**/api/conversations?*filter=ai*', async (route) => {
    const answer = await route.fetch();
    await list.pass();
    await route.fulfill({ response: answer });
  });
  await page.getByRole('link', { name: /^AI/ }).click();
  await list.untilHeld(1);
  await baton.api.command(id, 'resolve', { outcome: 'Solved' });
  await page.getByRole('link', { name: /^All/ }).click();
  await row.locator('[data-who="ai"]').waitFor();
  list.release();
  await page.getByRole('link', { name: /^AI/ }).click();
  await page.getByRole('heading', { name: 'AI', exact: true }).waitFor();
  await row.locator('[data-who="ai"]').waitFor();
  expect(problems).toEqual([]);
});

test('everything a customer sends is shown, from our own storage and as far as words go, whatever it is', async () => {
  const customer = newCustomer('Many Kinds');
  const { simulate } = baton.whatsapp;
  const send = (message: { type: string } & Record<string, unknown>) => simulate.inbound(customer, message).delivered;
  const file = (type: string, bytes: Buffer) => uploadToWhatsApp(baton, type, bytes);
  const arabic = simulate.text(customer, 'أين طلبي رقم CL-4512؟ أريد التحدث مع شخص');
  await arabic.delivered;
  await send({ type: 'image', image: { ...(await file('image/png', PIXEL)), caption: 'The broken lamp' } });
  await send({ type: 'sticker', sticker: await file('image/webp', PIXEL) });
  await send({ type: 'video', video: await file('video/mp4', Buffer.from('video')) });
  await send({ type: 'audio', audio: { ...(await file('audio/ogg', Buffer.from('OggS'))), voice: true } });
  const pdf = await file('application/pdf', Buffer.from('%PDF-1.4'));
  await send({ type: 'document', document: { ...pdf, filename: '../../bill\u202Efdp.exe' } });
  await send({ type: 'location', location: { latitude: 38.7, longitude: -9.1, name: 'Our shop' } });
  await send({ type: 'contacts', contacts: [{ name: { formatted_name: 'Rui' }, phones: [{ phone: '+351 910' }] }] });
  const typo = simulate.text(customer, 'Tomorow is fine');
  await typo.delivered;
  await simulate.edit(customer, typo.id, 'Tomorrow is fine').delivered;
  const slip = simulate.text(customer, 'Wrong number');
  await slip.delivered;
  await simulate.revoke(customer, slip.id).delivered;

  const id = await conversationOf(baton.db, customer.waId);
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 780 },
  ]) {
    const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}`, viewport });
    const log = page.getByRole('log');
    const bubble = (text: string) => log.locator('[data-author="customer"]').filter({ hasText: text });
    await bubble('Tomorrow is fine').getByText('edited').waitFor();
    await bubble('Deleted by the customer').waitFor();
    expect(await log.getByText('Wrong number').count()).toBe(0);
    const direction = `(() => {
      const texts = [...document.querySelectorAll('[data-testid="message-text"]')];
      return getComputedStyle(texts.find(({ textContent }) => textContent.includes('CL-4512'))).direction;
    })()`;
    expect(await page.evaluate(direction)).toBe('rtl');
    await bubble('The broken lamp').getByRole('img', { name: 'Photo; opens in full' }).waitFor();
    await log.getByRole('img', { name: 'Sticker' }).waitFor();
    await log.getByLabel('Video').waitFor();
    await log.getByLabel('Voice message').waitFor();
    await log.getByRole('link', { name: /^billfdp\.exe/ }).waitFor();
    await bubble('Our shop (38.7, -9.1)').getByRole('link', { name: 'Show on a map' }).waitFor();
    await bubble('Rui, +351 910').waitFor();
    const addresses = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[role=log] :is(img, video, audio)')].map(({ src }) => new URL(src).origin)`,
    );
    expect(new Set(addresses)).toEqual(new Set([baton.url]));
    expect(await scrollsSideways(page)).toBe(false);
    expect(await accessibilityInBothSchemes(page)).toEqual([]);
    expect(problems).toEqual([]);
  }
});

test('a reaction is shown on the message it is about, and whoever looks on may hand the conversation to a person', async () => {
  const customer = newCustomer('Thumbs Up');
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  const answer = await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  await baton.whatsapp.simulate.react(customer, answer.id, '👍').delivered;
  const id = await conversationOf(baton.db, customer.waId);
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}?filter=ai` });
  const reply = page.getByRole('log').locator('[data-author="ai"]').first();
  await reply.getByLabel('Reaction: 👍').waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Hand to a person' }).click();
  await page.getByRole('region', { name: 'Handoff' }).waitFor();
  await page.getByText('Assigned to you').waitFor();
  await eventually(() => expect(baton.mail.emails().some(({ html }) => html?.includes(id))).toBe(true));
  expect(problems).toEqual([]);
});

/** What a row says, to eyes and to screen readers, on one line. */
async function wordsOf(row: Locator): Promise<string> {
  return ((await row.textContent()) ?? '').replaceAll(/\s+/g, ' ');
}
