import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { openInbox, startInbox } from './open-inbox';

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
afterAll(async () => {
  await browser.close();
  await baton.stop();
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
