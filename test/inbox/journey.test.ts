import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { accessibilityInBothSchemes, accessibilityProblems, openInbox, startInbox, watch } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  // Without an invitation: its link is not the one that a test looks for.
  await baton.db.query(`insert into teammate (name, email, role) values ('Ben Second', 'ben@example.com', 'teammate')`);
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

test('list and conversation are accessible in light and in dark', async () => {
  const customer = newCustomer('Axe Customer');
  await baton.whatsapp.simulate.text(customer, 'Can I talk to a human please?').delivered;
  const { page } = await openInbox(browser, baton, { path: '/?filter=waiting' });
  const row = page.getByRole('link', { name: /Axe Customer/ }).first();
  await row.waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await row.click();
  await page.getByRole('log').getByText('talk to a human').waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resolve' }).click();
  await page.getByText('What came of it?').waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
});

test('a network that goes away is said, and what happened meanwhile is there when it is back', async () => {
  const customer = newCustomer('Tunnel Customer');
  await baton.whatsapp.simulate.text(customer, 'I want a human').delivered;
  const { page, context } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /Tunnel Customer/ }).click();
  await page.getByRole('log').getByText('I want a human').waitFor();
  await context.setOffline(true);
  await page.getByText('Reconnecting. What you see may be a moment old').waitFor();
  await baton.whatsapp.simulate.text(customer, 'Are you still there?').delivered;
  await context.setOffline(false);
  await page.getByRole('log').getByText('Are you still there?').waitFor();
  await page.getByText('Reconnecting.').waitFor({ state: 'hidden' });
});

type Customer = ReturnType<typeof newCustomer>;

/** A new customer's conversation, whose first question the AI has answered. */
async function answered(name: string): Promise<{ customer: Customer; path: string; id: string }> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId, 30_000);
  const id = await conversationOf(baton.db, customer.waId);
  return { customer, id, path: `/conversations/${id}` };
}

const field = (page: Page) => page.getByRole('textbox', { name: /^Reply to / });
const here = (page: Page, name: string) => page.getByRole('img', { name: `Also here: ${name}` });
const typing = (page: Page) => page.getByTestId('who-types');

test('teammates see who else has a conversation open and who types, and the AI waits until nobody does', async () => {
  const { customer, path } = await answered('Shared Customer');
  const olivia = await openInbox(browser, baton, { path });
  const ben = await openInbox(browser, baton, { path, email: 'ben@example.com' });
  await here(olivia.page, 'Ben Second').waitFor();
  await here(ben.page, 'Olivia').waitFor();
  expect(await typing(olivia.page).textContent()).toBe('');

  await field(ben.page).pressSequentially('Let me see');
  await typing(olivia.page).getByText('Ben Second is typing').waitFor();
  await olivia.page.getByText('The AI waits while Ben Second types.').waitFor();
  await ben.page.getByText('The AI waits while you type.').waitFor();
  expect(await accessibilityProblems(olivia.page)).toEqual([]);

  const before = baton.whatsapp.log.accepted().length;
  await baton.whatsapp.simulate.text(customer, 'Can I pay with PayPal?').delivered;
  await eventually(async () => {
    const { rows } = await baton.db.query(
      `select 1 from message m join conversation c on c.id = m.conversation_id
        where m.state = 'pending' and m.author = 'ai' and c.id = $1`,
      [path.split('/').at(-1)],
    );
    expect(rows).toHaveLength(1);
  });
  expect(baton.whatsapp.log.accepted()).toHaveLength(before);
  await field(ben.page).fill('');
  await baton.whatsapp.log.waitForAccepted(({ to, seq }) => to === customer.waId && seq > before, 20_000);
  await typing(olivia.page).getByText('is typing').waitFor({ state: 'detached' });
  await ben.page.getByText('The AI answers.').waitFor();

  await ben.page.close();
  await here(olivia.page, 'Ben Second').waitFor({ state: 'detached' });
  expect([...olivia.problems, ...ben.problems]).toEqual([]);
});

test('whoever goes to another conversation has left this one, and a kept draft is no typing', async () => {
  const [one, other] = [await answered('First Customer'), await answered('Second Customer')];
  const olivia = await openInbox(browser, baton, { path: one.path });
  const ben = await openInbox(browser, baton, { path: one.path, email: 'ben@example.com' });
  await field(ben.page).pressSequentially('Kept');
  await typing(olivia.page).getByText('Ben Second is typing').waitFor();
  await ben.page
    .locator(`[data-row="${other.id}"]`)
    .or(ben.page.getByRole('link', { name: 'All' }))
    .first()
    .click();
  await ben.page.locator(`[data-row="${other.id}"]`).click();
  await ben.page.getByRole('heading', { name: 'Second Customer' }).waitFor();
  await here(olivia.page, 'Ben Second').waitFor({ state: 'detached' });
  await typing(olivia.page).getByText('is typing').waitFor({ state: 'detached' });
  await ben.page.locator(`[data-row="${one.id}"]`).click();
  await here(olivia.page, 'Ben Second').waitFor();
  expect(await field(ben.page).inputValue()).toBe('Kept');
  await ben.page.getByText('The AI answers.').waitFor();
  expect(await typing(olivia.page).textContent()).toBe('');
  expect([...olivia.problems, ...ben.problems]).toEqual([]);
});

test('on a phone, in the dark, who is here and who types takes nothing away', async () => {
  const { path } = await answered(`Customer with a long name ${'and more '.repeat(8)}`);
  const phone = await openInbox(browser, baton, {
    path,
    colorScheme: 'dark',
    viewport: { width: 390, height: 780 },
  });
  const ben = await openInbox(browser, baton, { path, email: 'ben@example.com' });
  await field(ben.page).pressSequentially('Hello');
  await typing(phone.page).getByText('Ben Second is typing').waitFor();
  await here(phone.page, 'Ben Second').waitFor();
  expect(await accessibilityProblems(phone.page)).toEqual([]);
  expect(await phone.page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
    false,
  );
  await phone.page.getByRole('button', { name: 'More actions' }).click();
  await phone.page.getByRole('menuitem', { name: 'Take over' }).waitFor();
  expect(phone.problems).toEqual([]);
});
