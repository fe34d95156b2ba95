import type { Browser } from 'playwright-core';
import { createApiClient, type ApiClient } from '../support/api-client';
import { eventually } from '../support/eventually';
import { beforeRemoval, temporaryFolder } from '../launch/temporary-folder';
import { LOOPBACK, listeningAddresses } from '../launch/listening-addresses';
import { openBrowser, openPage, type WatchedPage } from '../support/browser';
import { endAll, startDev, type DevProcess } from './dev-process';
import { openChat, untilAnswered, untilTicked, write } from './phone';
import { fromReadme, runReadmeCommands } from './readme';

/** Steps of the first start after a change of the lockfile or of the page's sources, which may be this one. */
const IF_NEEDED = new Set(['✓ installing packages', '✓ building the inbox page and the workflows']);

let dev: DevProcess;
let browser: Browser;
let phone: WatchedPage;
let mailbox: WatchedPage;
let api: ApiClient;

beforeAll(async () => {
  [dev, browser] = await Promise.all([startDev(temporaryFolder()), openBrowser()]);
  phone = await openPage(browser, dev.printed('Customer’s phone'));
  mailbox = await openPage(browser, dev.printed('Mailbox'));
  api = createApiClient(new URL(dev.printed('API')).origin, dev.printed('API key'));
}, 300_000);
afterEach(() => expect([...phone.problems, ...mailbox.problems]).toEqual([]));
beforeRemoval(endAll);
afterAll(async () => {
  await endAll();
  await browser.close();
}, 60_000);

test('a start shows its steps, then every address, then ready, and each address answers', async () => {
  const steps = dev.stderr().match(/^✓ .*?(?= +\d+\.\d s)/gm) ?? [];
  expect(steps.filter((step) => !IF_NEEDED.has(step)).sort()).toEqual([
    '✓ Temporal',
    '✓ WhatsApp and e-mail stand-ins',
    '✓ database',
    '✓ loading',
    '✓ worker',
  ]);
  const lines = dev.stdout().split('\n');
  expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([
    'Inbox',
    "Customer's phone",
    'Mailbox',
    'Temporal UI',
    'API',
    'API key',
    'ready',
    '',
  ]);
  for (const label of ['Customer’s phone', 'Mailbox', 'Temporal UI', 'API'] as const)
    expect((await fetch(dev.printed(label))).status).toBe(200);
});

test('the first address signs the owner in with one click', async () => {
  const { origin, pathname, hash } = new URL(dev.printed('Inbox'));
  expect((await fetch(`${origin}${pathname}`)).status).toBe(200);
  const answer = await fetch(`${origin}/api/sign-in/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice(1) }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([200, { me: { role: 'owner', isLastResort: true } }]);
});

test('the README’s story: an answer, a person by mail, a reply by curl, and an AI that knows the outcome', async () => {
  const { page } = phone;
  const question = fromReadme('How long does delivery to Spain take?');
  await openChat(page, 'James Carter');
  await write(page, question);
  await untilTicked(page, question, 'Read');
  await untilAnswered(page, 'Portugal and Spain: 2 to 3 working days');

  await write(page, fromReadme('Can I speak to someone?'));
  await untilAnswered(page, /Ana/);
  await mailbox.page.getByRole('button', { name: /James Carter needs you/ }).click();
  const mail = mailbox.page.frameLocator('iframe');
  await mail.getByText(question, { exact: true }).waitFor();
  await mail.getByText('Portugal and Spain: 2 to 3 working days').waitFor();
  const popup = mailbox.page.waitForEvent('popup');
  await mail.getByRole('link', { name: 'Open the conversation' }).click();
  const conversation = await waitingConversation();
  const opened = await popup;
  await opened.waitForLoadState();
  expect(opened.url()).toContain(`/conversations/${String(conversation['id'])}`);
  expect((await fetch(opened.url())).status).toBe(200);
  expect(conversation).toMatchObject({ handler: { kind: 'teammate' }, assignee: { name: 'Ana Torres' } });

  await runReadmeCommands({ key: dev.printed('API key'), api: `${new URL(dev.printed('API')).origin}/api` });
  await untilAnswered(page, 'Hello, this is Olivia. How can I help?');
  await write(page, fromReadme('Is it solved?'));
  await untilAnswered(page, /Olivia closed this with: A replacement lamp is on its way/);
  const answers = page.locator('.theirs');
  expect(await answers.count()).toBe(4);
});

test('a second customer taps the button and gets a person, while the first one’s chat stays as it was', async () => {
  const { page } = phone;
  await openChat(page, 'Ana Souza');
  await page.getByRole('button', { name: 'Oi! Quanto tempo demora a entrega?' }).click();
  await page.locator('.theirs .tap, .tap').first().click({ timeout: 30_000 });
  await untilAnswered(page, /Ana/);
  await mailbox.page.getByRole('button', { name: /Ana Souza needs you/ }).waitFor();
  expect(await page.locator('.tap').first().isDisabled()).toBe(true);
  await openChat(page, 'James Carter');
  expect(await page.locator('.theirs').count()).toBe(4);
});

test('an answer that did not arrive is shown as such, and brings a person', async () => {
  const { page } = phone;
  await openChat(page, 'Lucía Ortega');
  await page.getByRole('button', { name: 'Sandbox controls' }).click();
  await page.getByRole('button', { name: 'Let the next message fail later' }).click();
  await page.getByText('fails later 131026 · waiting').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Hola, ¿puedo devolver una lámpara?' }).click();
  await page.getByText('A message of the business did not arrive').waitFor({ timeout: 30_000 });
  await eventually(async () => {
    expect(await waitingConversation()).toMatchObject({
      customer: { username: 'lucia.ortega' },
      handoff: { reason: 'delivery_failed' },
    });
  }, 30_000);
});

test('everything listens on this machine alone', () => {
  const addresses = dev.tree().flatMap(({ pid }) => listeningAddresses(pid));
  expect(new Set(addresses)).toEqual(new Set([LOOPBACK]));
  // api, phone, mailbox, Postgres, and Temporal with its UI.
  expect(addresses.length).toBeGreaterThanOrEqual(6);
});

/** The waiting conversation in which something happened last. */
async function waitingConversation(): Promise<Record<string, unknown>> {
  const { body } = await api.get('/api/conversations?filter=waiting');
  return body.items?.[0] ?? {};
}
