import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { INBOX_FOLDER } from '../support/made';
import { openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
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
  // Nothing happens to it, so that no live change adds a request.
  await baton.db.query(
    `with made as (insert into customer (name, phone) values ('First Paint', '3519300000') returning id)
      insert into conversation (customer_id, phone_number_id, last_message_at) select id, '7001', now() from made`,
  );
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /First Paint/ }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'image') asked.push(new URL(request.url()).pathname + new URL(request.url()).search);
  });
  await page.reload();
  await page.getByRole('link', { name: /First Paint/ }).waitFor();
  expect(asked).toEqual([...new Set(asked)]);
  expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
});
