import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { reservePort } from '../../roles/reserve-port';
import { startBaton, type Baton, type BatonOptions } from '../support/baton';

/** The product at an address that its own mails and links lead to. */
export async function startInbox(options: BatonOptions = {}): Promise<Baton> {
  const port = await reservePort(0);
  return startBaton({
    ...options,
    env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, ...options.env },
  });
}

/** A browser of one teammate, and what went wrong in it. */
export interface OpenInbox {
  page: Page;
  context: BrowserContext;
  /** Console errors, uncaught exceptions and violations of the page's policy. */
  problems: string[];
}

/** Signs a teammate in by a link, as when mail is down, and opens `path`. */
export async function openInbox(
  browser: Browser,
  baton: Baton,
  {
    email = 'owner@example.com',
    path = '/',
    ...options
  }: { email?: string; path?: string } & BrowserContextOptions = {},
): Promise<OpenInbox> {
  const { items = [] } = (await baton.api.get('/api/teammates')).body;
  const teammate = items.find((item) => item['email'] === email);
  if (teammate === undefined) throw new Error(`no teammate has the address ${email}`);
  const { body } = await baton.api.send('POST', `/api/teammates/${String(teammate['id'])}/sign-in-link`);
  // Nothing that moves is waited for, or missed by a look; what does move is for the tests of motion.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const link = new URL(String(body['url']));
  // As the page's button does; the page itself is for the tests of signing in.
  const signedIn = await context.request.post(`${baton.url}/api/sign-in/redeem`, {
    data: { token: link.hash.slice(1) },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  if (!signedIn.ok()) throw new Error(`the link of ${email} was refused: ${await signedIn.text()}`);
  const { page, problems } = watch(await context.newPage());
  await page.goto(new URL(path, link).toString());
  await page.getByRole('main').waitFor();
  return { page, context, problems };
}

/** Notes what goes wrong in a page. */
export function watch(page: Page): { page: Page; problems: string[] } {
  const problems: string[] = [];
  page.on('console', (message) => {
    // The browser's own line about an answer that the page deals with: 401 before the sign-in, 409 in a race.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems };
}

/** Only what is wrong is worked out in full; the page has no frames, and no rule that runs reads its style sheets. */
const LOOK = { resultTypes: ['violations'], iframes: false, preload: false } satisfies RunOptions;

/** What axe finds on the page as it stands, in words; empty when it is accessible. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Playwright's own world, so that the page's policy stays as strict as it is.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(LOOK)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

/** The same in light and in dark, in which the page is left. */
export async function accessibilityInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    found.push(...(await accessibilityProblems(page)).map((problem) => `in ${colorScheme}: ${problem}`));
  }
  return found;
}
