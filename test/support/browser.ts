import { type Browser, type BrowserServer, chromium, type Page } from 'playwright-core';
import { environment } from './environment';

/** A page that counts what went wrong in it. */
export interface WatchedPage {
  page: Page;
  /** Console errors and uncaught exceptions. */
  problems: string[];
}

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const PROGRAMS = { shell: process.env['HEADLESS_SHELL_PATH'] ?? CHROMIUM, whole: CHROMIUM };

/** Chromium as the tests run it: from the machine, and silent towards the network. */
export function startBrowser(program: keyof typeof PROGRAMS): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: PROGRAMS[program],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

/** The one Chromium of all test files; a file's contexts are its own, and end with its connection. */
export function openBrowser(endpoint = environment('BROWSER')): Promise<Browser> {
  return chromium.connect(endpoint);
}

/** The same with push, notifications and all that a browser has around its pages, at twice the cost. */
export function openWholeBrowser(): Promise<Browser> {
  return openBrowser(environment('WHOLE_BROWSER'));
}

export async function openPage(browser: Browser, url: string, width = 1280): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 844 } });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  return { page, problems };
}

/** True when the page is wider than its window. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
