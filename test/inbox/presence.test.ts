import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  await baton.api.send('POST', '/api/teammates', { name: 'Ben Second', email: 'ben@example.com' });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
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
