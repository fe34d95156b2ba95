import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { INBOX_FOLDER } from '../support/made';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

const COUNT = 10_000;
/** 50 at first, then 200 each. */
const PAGES = 1 + Math.ceil((COUNT - 50) / 200);

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  // Seven of one instant each, so that pages end in the middle of them.
  await baton.db.query(
    `with made as (insert into customer (name, phone)
        select 'Crowd ' || n, '351' || (930000000 + n) from generate_series(1, $1::int) n returning id, phone)
      insert into conversation (customer_id, phone_number_id, last_message_at)
        select id, '7001', now() - ((phone::bigint % 100000) / 7) * interval '1 minute' from made`,
    [COUNT],
  );
  await baton.db.query('analyze conversation, customer');
}, 60_000);
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

const MOST_SCRIPT_BYTES = 250_000;

test('the first page needs at most 250 kB of script, compressed', async () => {
  const html = await readFile(path.join(INBOX_FOLDER, 'index.html'), 'utf8');
  const scripts = [
    ...new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file]) => String(file))),
  ];
  expect(scripts).not.toEqual([]);
  const sizes = await Promise.all(
    scripts.map(async (file) => gzipSync(await readFile(path.join(INBOX_FOLDER, file))).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
});

/** The page, its script and style, who is signed in, the list, the counts, the team, the live events; pictures aside. */
const MOST_REQUESTS = 12;

test('the first paint with data needs few requests, each once', async () => {
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /Crowd/ }).first().waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'image') asked.push(new URL(request.url()).pathname + new URL(request.url()).search);
  });
  await page.reload();
  await page.getByRole('link', { name: /Crowd/ }).first().waitFor();
  expect(asked).toEqual([...new Set(asked)]);
  expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
});

test(`${COUNT} conversations are scrolled through by the wheel, each page is read once, none is missing or shown twice`, async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/you' });
  const read: { cursor: string | null; ids: string[] }[] = [];
  page.on('response', (response) => {
    const { pathname, searchParams } = new URL(response.url());
    if (pathname !== '/api/conversations') return;
    const one = { cursor: searchParams.get('cursor'), ids: [] as string[] };
    read.push(one);
    void response.json().then(({ items }: { items: { id: string }[] }) => one.ids.push(...items.map(({ id }) => id)));
  });
  await page.goto(`${baton.url}/?filter=all`);
  await page.getByRole('link', { name: /Crowd/ }).first().waitFor();
  const list = await page.getByTestId('conversation-list').boundingBox();
  if (list === null) throw new Error('no list');
  await page.mouse.move(list.x + list.width / 2, list.y + list.height / 2);

  const places = new Map<number, string>();
  let mostRows = 0;
  await eventually(async () => {
    await page.mouse.wheel(0, 40_000);
    const rows = await rowsOf(page);
    mostRows = Math.max(mostRows, rows.length);
    for (const { place, id } of rows) places.set(place, id);
    expect(Math.max(...places.keys())).toBe(COUNT);
  }, 120_000);

  const cursors = read.map(({ cursor }) => cursor);
  expect([cursors.length, new Set(cursors).size]).toEqual([PAGES, PAGES]);
  const ids = read.flatMap((one) => one.ids);
  expect([ids.length, new Set(ids).size]).toEqual([COUNT, COUNT]);
  const { rows } = await baton.db.query<{ id: string }>(
    'select id from conversation order by last_message_at desc, id desc',
  );
  expect(ids).toEqual(rows.map(({ id }) => id));
  // What the page shows at a place is what belongs there.
  expect([...places].filter(([place, id]) => ids[place - 1] !== id)).toEqual([]);
  expect(places.size).toBeGreaterThan(PAGES);
  expect(mostRows).toBeLessThan(60);

  // By keyboard from here: the row above, one after the other, also those that were not there yet.
  await page.getByRole('link', { name: /Crowd/ }).last().focus();
  for (let step = 1; step <= 30; step++) {
    await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await focusedRow(page)).toBe(ids[COUNT - 1 - step]));
  }
  expect((await rowsOf(page)).length).toBeLessThan(60);

  // A change moves one row; it reads no page again.
  await baton.whatsapp.simulate.text(newCustomer('Just Now'), 'Hello').delivered;
  await page.evaluate(`(${LIST}).scrollTop = 0`);
  await page.getByRole('link', { name: /Just Now/ }).waitFor();
  expect(await rowsOf(page)).toContainEqual({ place: 2, id: ids[0] });
  expect(read).toHaveLength(PAGES);
  expect(problems).toEqual([]);
}, 180_000);

const LIST = 'document.querySelector("[data-testid=conversation-list]")';

function rowsOf(page: Page): Promise<{ place: number; id: string }[]> {
  return page.evaluate(`[...document.querySelectorAll('[data-row]')].map((row) => ({
    place: Number(row.closest('li').getAttribute('aria-posinset')),
    id: row.getAttribute('data-row'),
  }))`);
}

function focusedRow(page: Page): Promise<string | null> {
  return page.evaluate('document.activeElement?.getAttribute("data-row") ?? null');
}

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

test('words of every script are found', async () => {
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  for (const words of ['我要退款', 'أين طردي', 'Où est ça']) {
    await baton.whatsapp.simulate.text(newCustomer(`Script ${words.length}`), `${words}!`).delivered;
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill(words);
    await page.locator('mark').getByText(words).waitFor();
  }
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
