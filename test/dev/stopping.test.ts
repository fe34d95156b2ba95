import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeRemoval, temporaryFolder } from '../launch/temporary-folder';
import { openBrowser, openPage, type WatchedPage } from '../support/browser';
import { endAll, isRunning, spawnDev, startDev, type DevProcess } from './dev-process';
import { openChat, untilAnswered, write } from './phone';

const home = path.join(temporaryFolder(), 'home');
const DELIVERY = 'How long does delivery to Spain take?';
const ARRIVES = 'Portugal and Spain: 2 to 3 working days';

let browser: Browser;
let dev: DevProcess;

beforeAll(async () => {
  [dev, browser] = await Promise.all([start(), openBrowser()]);
}, 300_000);
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
beforeRemoval(endAll);
afterAll(async () => {
  await endAll();
  await browser.close();
}, 60_000);

test('a second start says where the first one is, and leaves it alone', async () => {
  const second = spawnDev(home);
  expect(await second.exited).toBe(1);
  expect(second.stderr()).toContain(`already running on ${home} (process ${dev.pid})`);
  expect(second.stderr()).toContain(new URL(dev.printed('API')).origin);
  expect((await fetch(dev.printed('API'))).status).toBe(200);
}, 300_000);

test('Ctrl-C ends everything, and the next start continues the conversation', async () => {
  const before = await james();
  await write(before.page, DELIVERY);
  await untilAnswered(before.page, ARRIVES);
  const tree = dev.tree();
  const key = dev.printed('API key');

  expect(await dev.interrupt()).toBe(0);
  expect(tree.filter(isRunning)).toEqual([]);

  dev = await start();
  const { page, problems } = await james();
  await untilAnswered(page, ARRIVES);
  await write(page, 'How do I return a lamp?');
  await untilAnswered(page, 'You have 30 days');
  expect(await page.locator('.theirs').count()).toBe(2);
  expect(dev.printed('API key')).toBe(key);
  expect(problems).toEqual([]);
}, 300_000);

test('after a kill -9 the next start ends what was left, and answers what was asked', async () => {
  const before = await james();
  await write(before.page, 'Which bulb fits my lamp?');
  await before.page
    .locator('.mine', { hasText: 'Which bulb' })
    .getByRole('img', { name: /Delivered|Read/ })
    .waitFor();
  const tree = dev.tree();
  await dev.kill();
  expect(tree.filter(isRunning)).not.toEqual([]);

  dev = await start();
  expect(tree.filter(isRunning)).toEqual([]);
  const { page, problems } = await james();
  await untilAnswered(page, ARRIVES);
  await untilAnswered(page, 'The socket type and the highest wattage');
  expect(await page.locator('.mine').count()).toBe(3);
  expect(await page.locator('.theirs').count()).toBe(3);
  expect(problems).toEqual([]);
}, 300_000);

test('a reset starts fresh', async () => {
  const key = dev.printed('API key');
  await dev.interrupt();
  dev = await start('--reset');
  expect(dev.printed('API key')).not.toBe(key);
  const headers = { authorization: `Bearer ${dev.printed('API key')}` };
  const list = await fetch(new URL('/api/conversations', dev.printed('API')), { headers });
  expect(await list.json()).toMatchObject({ items: [] });
  const { page } = await james();
  expect(await page.locator('.bubble').count()).toBe(0);
  await write(page, DELIVERY);
  await untilAnswered(page, ARRIVES);
}, 300_000);

test('a Ctrl-C in the middle of a start leaves nothing behind either', async () => {
  const other = path.join(temporaryFolder(), 'home');
  const starting = spawnDev(other);
  await untilChildren(starting);
  const tree = starting.tree();
  expect(await starting.interrupt()).toBe(130);
  expect(starting.stdout()).not.toContain('ready');
  expect(tree.filter(isRunning)).toEqual([]);
  expect(existsSync(path.join(other, 'lock'))).toBe(false);
}, 300_000);

/** On the same folder every time, with answers that do not wait for a second message. */
function start(...args: string[]): Promise<DevProcess> {
  return startDev(home, { args, env: { BURST_WINDOW_MS: '200' } });
}

/** James's phone, on this run's page. */
async function james(): Promise<WatchedPage> {
  const phone = await openPage(browser, dev.printed('Customer’s phone'));
  await openChat(phone.page, 'James Carter');
  return phone;
}

async function untilChildren(run: DevProcess): Promise<void> {
  while (!run.tree().some(({ command }) => command.includes('temporal server'))) {
    const ended = await Promise.race([
      run.exited.then(() => true),
      new Promise((resolve) => setTimeout(resolve, 20, false)),
    ]);
    if (ended === true) throw new Error(`it ended by itself:\n${run.stderr()}`);
  }
}
