import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { writeLongContent, type Stage } from './long-content';
import { states } from './picture-states';
import type { View } from './picture-view';
import { views } from './picture-views';

const SETTLED_MS = 400;
const SIZES = { 1280: { width: 1280, height: 860 }, 390: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;
/** What was written or attached for one picture is not in the next. */
const FORGET_DRAFTS = `localStorage.clear();
  indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name)))`;

/**
 * Takes every page, dialog and state of the inbox, light and dark, at both widths, into `folder`, for somebody to look at;
 * `only` names those that are meant.
 * @throws with the names of the views that could not be opened, after all others were taken
 */
export async function takeEveryPage(
  browser: Browser,
  { origin, folder, only, ...stage }: Stage & { origin: string; folder: string; only: RegExp },
): Promise<void> {
  const content = await writeLongContent(stage);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = {
    owner: await signedIn(browser, stage, 'owner@'),
    teammate: await signedIn(browser, stage, 'ana@'),
    nobody: await newPage(browser),
  };
  const failures: string[] = [];
  for (const view of [...views(content), ...states(content)].filter(({ name }) => only.test(name)))
    for (const [width, size] of Object.entries(SIZES)) {
      const page = pages[view.as ?? 'owner'];
      await page.setViewportSize(size);
      await show(page, view, origin).catch((error: unknown) => {
        failures.push(`${view.name} at ${width}: ${error instanceof Error ? error.message : String(error)}`);
      });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // Live updates keep the network busy for ever: nothing else says that a page has settled.
        await delay(SETTLED_MS);
        await page.screenshot({ path: path.join(folder, `${view.name}-${width}-${colorScheme}.png`) });
      }
      await page.evaluate(FORGET_DRAFTS);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.context().setOffline(false);
    }
  if (failures.length > 0) throw new Error(`not opened:\n${failures.join('\n')}`);
}

async function show(page: Page, { path: address, stage, open }: View, origin: string): Promise<void> {
  // What only the address's end tells apart would not be opened anew.
  await page.goto('about:blank');
  await stage?.(page);
  await page.goto(new URL(address, origin).href);
  if (stage === undefined) {
    await page.getByRole('main').waitFor();
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'hidden' });
  }
  if (open === undefined) return;
  // Messages come after the page itself: what is opened over them must not come before.
  await delay(SETTLED_MS);
  await open(page);
}

/** A page of the teammate whose address begins with `email`. */
async function signedIn(browser: Browser, { api }: Stage, email: string): Promise<Page> {
  const { items = [] } = (await api.get('/api/teammates')).body;
  const teammate = items.find((item) => String(item['email']).startsWith(email));
  const { body } = await api.send('POST', `/api/teammates/${String(teammate?.['id'])}/sign-in-link`);
  const page = await newPage(browser);
  await page.goto(String(body['url']));
  await signIn(page);
  return page;
}

/** Presses the button of a sign-in link that is open. Leaving before it has worked would waste the link. */
export async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Lists' }).waitFor();
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  return page;
}
