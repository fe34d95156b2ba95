import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

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

test('a hit far up is shown where it was said, and the history is read on from there in both directions', async () => {
  const customer = newCustomer('Long Talker');
  await baton.whatsapp.simulate.text(customer, 'I want a human').delivered;
  await fillHistory('Long Talker', 150, { at: 60, text: 'the zebra lamp is blue' });
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /Long Talker/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('zebra lamp');
  const results = page.getByRole('region', { name: 'Found conversations' });
  await results.getByText('1 conversation').waitFor();
  expect(await results.locator('mark').textContent()).toBe('zebra lamp');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const hit = page.locator('[data-found]');
  await hit.getByText('the zebra lamp is blue').waitFor();
  expect(await page.evaluate('document.activeElement?.hasAttribute("data-found")')).toBe(true);
  expect(await isInSight(hit)).toBe(true);

  const history = page.getByRole('log');
  await history.getByRole('button', { name: 'Earlier messages' }).scrollIntoViewIfNeeded();
  await history.getByText('line 1.', { exact: true }).waitFor();
  for (const line of [84, 130]) {
    const next = history.getByText(`line ${line}.`, { exact: true });
    await next.waitFor();
    await next.scrollIntoViewIfNeeded();
    if (line !== 84) continue;
    // The end of what was read first: later messages come below it, and the reader stays.
    await history.getByText('line 90.', { exact: true }).waitFor({ state: 'attached' });
    expect(await isInSight(next)).toBe(true);
  }
  await history.getByText('I want a human').waitFor();
  expect(await history.getByText(/^line \d+\.$/).count()).toBe(148);
  expect(problems).toEqual([]);
});

test('the address keeps the search, so that back and a reload show it again', async () => {
  await baton.whatsapp.simulate.text(newCustomer('Kept Search'), 'An amber umbrella, please').delivered;
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  const field = page.getByRole('searchbox', { name: 'Search conversations' });
  const before = await page.evaluate('history.length');
  await field.fill('amber');
  await page.locator('mark').getByText('amber').waitFor();
  // Typing makes no history: back leads to where the search began, not to each word of it.
  expect(await page.evaluate('history.length')).toBe(before);
  await page.getByRole('link', { name: /Kept Search/ }).click();
  await page.getByRole('heading', { name: 'Kept Search' }).waitFor();
  await page.goBack();
  await page.getByText('Choose a conversation').waitFor();
  expect(await field.inputValue()).toBe('amber');
  await page.reload();
  await page.locator('mark').getByText('amber').waitFor();
  await field.focus();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'All', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.has('q')).toBe(false);
});

test.each(['我要退款', 'أين طردي', 'Où est ça'])('words of every script are found: %s', async (words) => {
  await baton.whatsapp.simulate.text(newCustomer(`Script ${words.length}`), `${words}!`).delivered;
  const { page } = await openInbox(browser, baton, { path: `/?filter=all&q=${encodeURIComponent(words)}` });
  await page.locator('mark').getByText(words).waitFor();
});

test('nothing found and a search that fails are said, and tried again', async () => {
  const { page } = await openInbox(browser, baton, { path: '/?filter=all&q=xyzzyplugh' });
  await page.getByText('Nothing found').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  let isDown = true;
  await page.route('**/api/search?*', (route) =>
    isDown
      ? route.fulfill({ status: 400, contentType: 'application/json', body: '{"code":"invalid","detail":"No."}' })
      : route.continue(),
  );
  await page.getByRole('searchbox').fill('plughxyzzy');
  await page.getByText('The search did not work').waitFor();
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nothing found').waitFor();
});

/** As if the customer had written these one after the other, long ago. */
async function fillHistory(name: string, count: number, hit: { at: number; text: string }): Promise<void> {
  await baton.db.query(
    `insert into message (conversation_id, number, placed_at, author, kind, text, wa_message_id, state, settled_by, settled_at, created_at)
      select c.id, 1000 + line, at, 'customer', 'text', case line when $3 then $4 else 'line ' || line || '.' end,
          'wamid.before.' || line, 'received',
          'person', at, at
        from conversation c join customer u on u.id = c.customer_id and u.name = $1, generate_series(1, $2::int) line,
          lateral (select now() + line * interval '1 second' - interval '1 hour' as at) placed`,
    [name, count - 1, hit.at, hit.text],
  );
}

async function isInSight(locator: {
  boundingBox: () => Promise<{ y: number; height: number } | null>;
}): Promise<boolean> {
  const box = await locator.boundingBox();
  return box !== null && box.y > 0 && box.y + box.height < 800;
}
