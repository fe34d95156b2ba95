import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core';
import { findTeammateByEmail } from '../../db/teammates';
import { findBrowsers } from '../../launch/browser';
import { makeSignInLink } from '../../transactions/make-sign-in';
import { startListPage } from '../bare/list-page';
import { createCustomers, customerIds } from '../customers';
import { startInstallation, type Installation } from '../installation';
import { PAGE_STOPWATCH } from '../page-stopwatch';
import { median, percentile } from '../percentile';
import type { Figure } from '../report';
import type { Section } from './section';

/** As many as the list shows at first. */
const CONVERSATIONS = 50;
/** What the API takes longer while a teammate writes: the page must not wait for it. */
const SLOW_MS = 1_000;
/** 100 ms, in frames of a screen that shows 60 a second: what follows a key within them feels immediate. */
const FRAMES = 6;

const LIST_LINK = '[data-testid="conversation-list"] a';
const SAID = '[role="log"] [data-author]';
const REPLY_FIELD = 'main article:not([data-before]) textarea[aria-label^="Reply to"]';

/**
 * The inbox in a browser: from opening it to the list with its data, against a page of plain links; and from a click or a key
 * to what the page shows of it, in frames, with an API that takes a second.
 */
export const inbox: Section = async ({ servers, size, progress }) => {
  const baton = await startInstallation(servers, { workers: 1 });
  const browser = await chromium.launch({
    executablePath: (await findBrowsers({ progress })).chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-quic'],
  });
  try {
    await progress.step('conversations', () => greetAll(baton));
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(PAGE_STOPWATCH);
    const page = await signedIn(context, baton);
    const painted = await progress.step('first paints', () => firstPaints(page, context, baton, size.paints));
    const actions = await progress.step('clicks and keys', () => answered(page, baton, size.paints));
    return [...painted, ...actions];
  } finally {
    await browser.close();
    await baton.stop();
  }
};

async function greetAll(baton: Installation): Promise<void> {
  const customers = createCustomers(baton);
  for (const waId of customerIds(CONVERSATIONS)) await customers.greet(waId);
  customers.close();
}

async function signedIn(context: BrowserContext, { db, url }: Installation): Promise<Page> {
  const owner = await findTeammateByEmail(db, 'owner@example.com');
  const link = owner && (await makeSignInLink(db, { teammateId: owner.id, publicUrl: url, validMinutes: 5 }));
  if (link === null) throw new Error('the owner could not be signed in');
  await context.request.post(`${url}/api/sign-in/redeem`, {
    data: { token: new URL(link.url).hash.slice(1) },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  return context.newPage();
}

async function firstPaints(
  page: Page,
  context: BrowserContext,
  { url }: Installation,
  times: number,
): Promise<Figure[]> {
  const cookies = await context.cookies(url);
  const bare = await startListPage(url, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  const samples = { ours: [] as number[], bare: [] as number[] };
  try {
    // The first of each fills the browser's caches, and does not count.
    for (let time = 0; time <= times; time++) {
      const ours = await paintedAt(page, `${url}/?filter=all`, LIST_LINK);
      const plain = await paintedAt(page, bare.url, 'a');
      if (time === 0) continue;
      samples.ours.push(ours);
      samples.bare.push(plain);
    }
  } finally {
    await bare.stop();
  }
  return [0.5, 0.95].map((share) => ({
    section: 'inbox',
    what: `opened -> list with data, p${share * 100}`,
    unit: 'ms',
    value: percentile(samples.ours, share),
    baseline: percentile(samples.bare, share),
    goal: null,
  }));
}

async function paintedAt(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate<number>(`stopwatch.painted(${JSON.stringify(selector)})`);
}

async function answered(page: Page, { url }: Installation, times: number): Promise<Figure[]> {
  await paintedAt(page, `${url}/?filter=all`, LIST_LINK);
  const opened: number[] = [];
  const ready: number[] = [];
  const said: number[] = [];
  const frames: number[] = [];
  /** Clicks the row at a place in the list; `shown` is what the page then shows of that row's conversation. */
  const click = async (place: number, shown: (row: string) => string) => {
    // The reply before this click has moved a row to the top, perhaps the very one that is open.
    const link = page.locator(`${LIST_LINK}:not([aria-current])`).nth(place % 8);
    const row = `${LIST_LINK}[href=${JSON.stringify((await link.getAttribute('href')) ?? '')}]`;
    // Customers may have the same name: what is open already is not what is waited for.
    await page.evaluate(`document.querySelector('main article')?.setAttribute('data-before', '')`);
    await page.route('**/api/**', later);
    const ms = await took(page, shown(row), '', () => page.locator(row).click());
    await page.unroute('**/api/**', later);
    return ms;
  };
  for (let time = 0; time <= times; time++) {
    const open = await click(2 * time, (row) => `${row}[aria-current]`);
    // The row is marked before its conversation is drawn: what the next click is waited for is not this one's.
    await page.locator(REPLY_FIELD).waitFor();
    const write = await click(2 * time + 1, () => REPLY_FIELD);
    const composer = page.getByRole('textbox', { name: /^Reply to/ });
    const words = `Answer number ${time}.`;
    await composer.fill(words);
    await page.route('**/api/**', later);
    const say = await took(page, SAID, words, () => composer.press('Enter'));
    await page.unroute('**/api/**', later);
    const frame = await page.evaluate<number>('stopwatch.frame()');
    if (time === 0) continue;
    opened.push(open);
    ready.push(write);
    said.push(say);
    frames.push(frame);
  }
  const figure = (what: string, samples: number[]): Figure => ({
    section: 'inbox',
    what: `${what}, API ${SLOW_MS} ms late, p95`,
    unit: 'ms',
    value: percentile(samples, 0.95),
    baseline: median(frames),
    goal: { atMost: FRAMES },
  });
  return [
    figure('click -> its row marked', opened),
    figure('click -> its reply field', ready),
    figure('Enter -> own words', said),
  ];
}

/** From what a person does to what the page shows of it. */
async function took(page: Page, selector: string, text: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`stopwatch.begin(${JSON.stringify(selector)}, ${JSON.stringify(text)})`);
  await act();
  return page.evaluate<number>('stopwatch.took()');
}

async function later(route: Route): Promise<void> {
  await delay(SLOW_MS);
  // The page may have gone on without it.
  await route.continue().catch(() => undefined);
}
