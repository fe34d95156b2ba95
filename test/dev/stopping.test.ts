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
const JAMES = 'James Carter';
const LUCIA = 'Lucía Ortega';
/** An answer that does not wait for a second message. */
const SHORT_BURST = '200';
/** Long enough for a kill after a message and certainly before its answer: one in the middle of a send is another story. */
const LONG_BURST = '10000';

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
  const before = await phoneOf(JAMES);
  await write(before.page, DELIVERY);
  await untilAnswered(before.page, ARRIVES);
  const tree = dev.tree();
  const key = dev.printed('API key');

  expect(await dev.interrupt()).toBe(0);
  expect(tree.filter(isRunning)).toEqual([]);

  dev = await start({ burst: LONG_BURST });
  const { page, problems } = await phoneOf(JAMES);
  await untilAnswered(page, ARRIVES);
  await write(page, 'How do I return a lamp?');
  await untilAnswered(page, 'You have 30 days');
  expect(await page.locator('.theirs').count()).toBe(2);
  expect(dev.printed('API key')).toBe(key);
  expect(problems).toEqual([]);
}, 300_000);

test('after a kill -9 the next start ends what was left, and answers what was asked', async () => {
  const before = await phoneOf(LUCIA);
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
  const asking = await phoneOf(LUCIA);
  await untilAnswered(asking.page, 'The socket type and the highest wattage');
  expect(await asking.page.locator('.mine').count()).toBe(1);
  expect(await asking.page.locator('.theirs').count()).toBe(1);
  const waiting = await phoneOf(JAMES);
  await untilAnswered(waiting.page, ARRIVES);
  expect(await waiting.page.locator('.theirs').count()).toBe(2);
  expect([...asking.problems, ...waiting.problems]).toEqual([]);
}, 300_000);

test('a reset starts fresh', async () => {
  const key = dev.printed('API key');
  await dev.interrupt();
  dev = await start({ args: ['--reset'] });
  expect(dev.printed('API key')).not.toBe(key);
  const headers = { authorization: `Bearer ${dev.printed('API key')}` };
  const list = await fetch(new URL('/api/conversations', dev.printed('API')), { headers });
  expect(await list.json()).toMatchObject({ items: [] });
  const { page } = await phoneOf(JAMES);
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

/** On the same folder every time; a conversation keeps the burst window it began with. */
function start({ args = [], burst = SHORT_BURST }: { args?: string[]; burst?: string } = {}): Promise<DevProcess> {
  return startDev(home, { args, env: { BURST_WINDOW_MS: burst } });
}

/** A customer's phone, on this run's page. */
async function phoneOf(name: string): Promise<WatchedPage> {
  const phone = await openPage(browser, dev.printed('Customer’s phone'));
  await openChat(phone.page, name);
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
