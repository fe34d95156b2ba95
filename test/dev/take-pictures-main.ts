import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createApiClient } from '../support/api-client';
import { openBrowser, openPage, startBrowser } from '../support/browser';
import { endAll, startDev, type DevProcess } from './dev-process';
import { signIn, takeEveryPage } from './every-page';
import { openChat, untilAnswered, untilTicked, write } from './phone';
import { takePicturesOfTrouble } from './pictures-of-trouble';
import { fromReadme, runReadmeCommands } from './readme';

const PICTURES = path.resolve(__dirname, '../../docs/pictures');
/** Of every page of the inbox, light and dark, wide and narrow: to be looked at, not kept. */
const EVERY_PAGE = path.resolve(__dirname, '../../.baton/pictures');

/**
 * Takes README.md's pictures from a real run of its story, then every page of the inbox. After the pages have changed:
 * `npm run screenshots`, then look at each; `npm run screenshots -- ^list` takes only the pages whose names match.
 */
async function takePictures(only: string | undefined): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'baton-pictures-'));
  const server = await startBrowser('shell');
  const browser = await openBrowser(server.wsEndpoint());
  try {
    const dev = await startDev(home, {
      env: { ...(only === undefined ? { PORT: '8080' } : {}), BATON_TIMINGS: JSON.stringify({ evidence: 5_000 }) },
    });
    if (only === undefined) await ofReadme(dev, browser);
    const origin = new URL(dev.printed('API')).origin;
    await takeEveryPage(browser, {
      api: createApiClient(origin, dev.printed('API key')),
      phone: dev.printed('Customer’s phone'),
      accessToken: (JSON.parse(readFileSync(path.join(home, 'secrets.json'), 'utf8')) as { accessToken: string })
        .accessToken,
      origin,
      folder: EVERY_PAGE,
      only: new RegExp(only ?? ''),
    });
  } finally {
    await server.close();
    await endAll();
    rmSync(home, { recursive: true, force: true });
  }
}

async function ofReadme(dev: DevProcess, browser: Browser): Promise<void> {
  for (const take of [ofThePhone, ofTheMailbox, ofTemporal, ofTheInbox]) await take(dev, browser);
  await takePicturesOfTrouble(dev, browser, PICTURES);
}

async function ofThePhone(dev: DevProcess, browser: Browser): Promise<void> {
  const { page } = await openPage(browser, dev.printed('Customer’s phone'));
  await openChat(page, 'Ana Souza');
  await page.getByRole('button', { name: 'Oi! Quanto tempo demora a entrega?' }).click();
  await page.locator('.tap').waitFor();
  await openChat(page, 'James Carter');
  await write(page, fromReadme('How long does delivery to Spain take?'));
  await untilAnswered(page, 'Portugal and Spain: 2 to 3 working days');
  await write(page, fromReadme('Can I speak to someone?'));
  await untilAnswered(page, /Ana/);
  await runReadmeCommands({ key: dev.printed('API key'), api: `${new URL(dev.printed('API')).origin}/api` });
  await untilAnswered(page, 'Hello, this is Olivia');
  await write(page, fromReadme('Is it solved?'));
  await untilAnswered(page, 'closed this with');
  await untilTicked(page, 'Is it solved?', 'Read');
  await page.setViewportSize({ width: 1280, height: 940 });
  await page.screenshot({ path: path.join(PICTURES, 'phone-1280.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(`[...document.querySelectorAll('.theirs')].at(-1).scrollIntoView()`);
  await page.screenshot({ path: path.join(PICTURES, 'phone-390.png') });
}

async function ofTheMailbox(dev: DevProcess, browser: Browser): Promise<void> {
  const { page } = await openPage(browser, dev.printed('Mailbox'));
  await page.setViewportSize({ width: 1280, height: 940 });
  await page.getByRole('button', { name: /James Carter needs you/ }).click();
  await page.frameLocator('iframe').getByText('Can I speak to someone?').first().waitFor();
  await page.screenshot({ path: path.join(PICTURES, 'mailbox-1280.png') });
}

/** The timeline of James's run: Ana's, the other one, has no handoff. */
async function ofTemporal(dev: DevProcess, browser: Browser): Promise<void> {
  const conversations = await fetch(new URL('/api/conversations', dev.printed('API')), {
    headers: { authorization: `Bearer ${dev.printed('API key')}` },
  });
  const temporalUrl = /"temporalUrl":"([^"]+)"/.exec(await conversations.text())?.[1];
  if (temporalUrl === undefined) throw new Error('the conversation has no address in Temporal UI');
  const { page } = await openPage(browser, temporalUrl);
  await page.setViewportSize({ width: 1280, height: 1700 });
  await page.getByRole('button', { name: 'Descending' }).click();
  await page.getByText('emailTeammate').first().waitFor();
  const heading = await page.getByRole('heading', { name: 'Timeline' }).boundingBox();
  if (heading === null) throw new Error('Temporal UI shows no timeline');
  const clip = { x: heading.x - 16, y: heading.y - 16, width: 1280 - heading.x, height: 630 };
  await page.screenshot({ path: path.join(PICTURES, 'temporal-ui.png'), clip });
}

/** A morning's conversations: one is with the AI, three wait for a person. */
const MORNING = [
  ['Jonas Weber', '4915112345678', ['Can I return a lamp that I have already used?']],
  ['Priya Nair', '919876543210', ['Hi, I need to speak to somebody about invoice 2041']],
  ['Ahmed Khalil', '971501234567', ['This is the third time I write. Ridiculous! Nobody answers, I am furious!']],
  ['María Fernández', '34600111222', ['How long does delivery to Spain take?']],
  [
    'María Fernández',
    '34600111222',
    ['Thanks! But the lamp you sent arrived broken.', 'Can I talk to a real person, please?'],
  ],
] as const;

async function ofTheInbox(dev: DevProcess, browser: Browser): Promise<void> {
  const { page } = await openPage(browser, dev.printed('Inbox'));
  await signIn(page);
  for (const [name, waId, texts] of MORNING) {
    for (const body of texts)
      await fetch(new URL('/__sandbox/inbound', dev.printed('Customer’s phone')), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customer: { waId, name }, message: { type: 'text', text: { body } } }),
      });
    await page.goto(new URL('/?filter=all', dev.printed('API')).href);
    await page
      .getByRole('link', { name })
      .getByText(/^(AI|Asked for a person|Sounds upset)/)
      .first()
      .waitFor();
  }
  await page.getByRole('link', { name: 'María Fernández' }).first().click();
  await page.getByRole('log').getByText('real person').waitFor();
  await page.getByLabel('Reply to María Fernández').fill('Hello María, I am so sorry. A new lamp leaves today;');
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.screenshot({ path: path.join(PICTURES, 'inbox-1280.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: path.join(PICTURES, 'inbox-390.png') });
}

void takePictures(process.argv[2]);
