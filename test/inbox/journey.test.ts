import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { accessibilityProblems, openInbox, startInbox, watch } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test.each([
  ['on a desktop', { width: 1280, height: 800 }],
  ['on a phone', { width: 390, height: 780 }],
])(
  'the mail’s link leads %s to the very conversation, where a person answers and the AI comes back',
  async (_where, viewport) => {
    const customer = newCustomer('Maria Handoff');
    await baton.whatsapp.simulate.text(customer, 'My lamp arrived broken. Can I speak to a person?').delivered;
    const link = await linkInMail('arrived broken', /http:\/\/127[^"]*\/conversations\/[0-9a-f-]+/);

    const context = await browser.newContext({ viewport });
    const { page, problems } = watch(await context.newPage());
    await page.goto(link);
    await page.getByLabel('Your e-mail address').fill('owner@example.com');
    await page.getByRole('button', { name: 'Send me a sign-in link' }).click();
    await page.getByText('a mail is on its way').waitFor();
    await page.goto(await linkInMail('Sign in', /http:\/\/127[^"]*\/sign-in[^"]*/));
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { name: 'Maria Handoff' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(new URL(link).pathname);
    await page.getByRole('log').getByText('My lamp arrived broken').waitFor();
    await page.getByText('Assigned to you').waitFor();

    await page.getByLabel('Reply to Maria Handoff').fill('Hello Maria, a new lamp is on its way.');
    await page.keyboard.press('Enter');
    await page.getByText('You answer.').waitFor();
    await baton.whatsapp.log.waitForAccepted(({ text }) => text?.includes('a new lamp is on its way') === true);
    await page.getByRole('log').locator('[data-state="delivered"]').last().waitFor();

    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('button', { name: 'Solved' }).click();
    await page.getByText('The AI answers.').waitFor();
    await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
    await page.getByRole('log').getByText('We ship from Lisbon').waitFor();
    expect(problems).toEqual([]);
  },
);

const read = new Set<string>();

/** The link in the next mail that nobody has read yet. */
function linkInMail(words: string, link: RegExp): Promise<string> {
  return eventually(() => {
    const mail = baton.mail
      .emails()
      .find(({ id, html }) => !read.has(id) && html?.includes(words) === true && link.test(html));
    if (mail === undefined) throw new Error(`no mail with "${words}" yet`);
    read.add(mail.id);
    return (link.exec(mail.html ?? '')?.[0] ?? '').replaceAll('&amp;', '&');
  });
}

test('what one teammate does is seen by the other at once', async () => {
  await baton.api.send('POST', '/api/teammates', { name: 'Ben Second', email: 'ben@example.com' });
  const customer = newCustomer('Live Customer');
  const [olivia, ben] = await Promise.all([
    openInbox(browser, baton, { path: '/?filter=all' }),
    openInbox(browser, baton, { email: 'ben@example.com', path: '/?filter=all' }),
  ]);
  await baton.whatsapp.simulate.text(customer, 'I want a human').delivered;
  for (const { page } of [olivia, ben]) await page.getByRole('link', { name: /Live Customer/ }).click();
  await olivia.page.getByLabel('Reply to Live Customer').fill('Olivia here.');
  await olivia.page.getByRole('button', { name: 'Send' }).click();
  await ben.page.getByRole('log').getByText('Olivia here.').waitFor();
  await ben.page.getByText('Olivia answers.').waitFor();
  await ben.page.getByRole('button', { name: /Take over from/ }).click();
  await olivia.page.getByText('Ben Second answers.').waitFor();
  expect([...olivia.problems, ...ben.problems]).toEqual([]);
});

test.each(['light', 'dark'] as const)('list and conversation are accessible in %s', async (colorScheme) => {
  const customer = newCustomer('Axe Customer');
  await baton.whatsapp.simulate.text(customer, 'Can I talk to a human please?').delivered;
  const { page } = await openInbox(browser, baton, { path: '/?filter=waiting', colorScheme });
  await page
    .getByRole('link', { name: /Axe Customer/ })
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page
    .getByRole('link', { name: /Axe Customer/ })
    .first()
    .click();
  await page.getByRole('log').getByText('talk to a human').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resolve' }).click();
  await page.getByText('What came of it?').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});
