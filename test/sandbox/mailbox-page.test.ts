import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { Resend } from 'resend';
import { type ResendStandIn, startResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import { openBrowser, openPage, scrollsSideways } from '../support/browser';

let browser: Browser;
let standIn: ResendStandIn;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  standIn = await startResendStandIn({ port: 0, apiKey: 're_test', timings: { deliveredMs: 1 } });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await standIn.stop();
});
afterAll(() => browser.close());

const send = (html: string, subject = 'James needs you') =>
  new Resend('re_test', { baseUrl: standIn.url }).emails.send({
    from: 'Baton <baton@example.com>',
    to: 'maria@example.com',
    subject,
    html,
    text: 'Open http://127.0.0.1:8080/c/1',
  });

/** A server that would learn that a mail was opened. */
async function startTracker(): Promise<{ url: string; paths: string[]; stop(): Promise<void> }> {
  const paths: string[] = [];
  const server = createServer((req, res) => {
    paths.push(req.url ?? '');
    res.end('there');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test('a mail appears as soon as it is accepted, as HTML and as text', async () => {
  const { page, problems } = await openPage(browser, standIn.mailboxUrl);
  await page.getByText('No mail yet').waitFor();
  await send('<h1 style="color: #123456">Broken lamp</h1><a href="http://127.0.0.1:8080/c/1">Open</a>');
  await page.getByRole('button', { name: /James needs you/ }).click();
  const heading = page.frameLocator('iframe').getByRole('heading', { name: 'Broken lamp' });
  await heading.waitFor();
  expect(await heading.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(18, 52, 86)');
  await page.getByRole('tab', { name: 'Text' }).click();
  expect(await page.locator('pre a').getAttribute('href')).toBe('http://127.0.0.1:8080/c/1');
  expect(problems).toEqual([]);
});

test('a mail’s scripts and remote images do nothing, and its links open elsewhere', async () => {
  const { page } = await openPage(browser, standIn.mailboxUrl);
  const tracker = await startTracker();
  await send(
    `<p id="p">safe</p><script>document.getElementById("p").textContent = "run"</script><img src="${tracker.url}/pixel"><a href="${tracker.url}/link">Open</a>`,
  );
  await page.getByRole('button', { name: /James needs you/ }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('safe').waitFor();
  expect(await page.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
  const popup = page.waitForEvent('popup');
  await frame.getByRole('link', { name: 'Open' }).click();
  await (await popup).waitForLoadState();
  expect(await frame.locator('#p').innerText()).toBe('safe');
  expect(tracker.paths.filter((path) => path.startsWith('/pixel'))).toEqual([]);
  expect(tracker.paths).toContain('/link');
  await tracker.stop();
});

test('the bounce button lets a mail bounce, and a narrow screen shows list and mail in turn', async () => {
  const { page, problems } = await openPage(browser, standIn.mailboxUrl, 390);
  await send('<p>Hello</p>', `A very long subject ${'that goes on '.repeat(20)}`);
  await page.getByRole('button', { name: /A very long subject/ }).click();
  await page.getByRole('button', { name: 'Bounce it' }).click();
  await page.locator('#mail').getByText('Bounced').waitFor();
  expect(standIn.emails()[0]?.state).toBe('bounced');
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: '‹ Mailbox' }).click();
  await page.getByRole('button', { name: /A very long subject/ }).waitFor();
  expect(problems).toEqual([]);
});
