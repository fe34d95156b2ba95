import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser, scrollsSideways } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { storedMessages } from '../support/stored';
import { accessibilityInBothSchemes, accessibilityProblems, openInbox, startInbox } from './open-inbox';

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

async function handedOff(name: string): Promise<{ customer: Customer; id: string; path: string }> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, 'Can I speak to a person?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId, 30_000);
  const id = await conversationOf(baton.db, customer.waId);
  return { customer, id, path: `/conversations/${id}?filter=waiting` };
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Reply to / }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText(text).waitFor();
}

const rowOf = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);

test('words that promise an answer offer to keep it waiting: one tap, seen by everybody, until it is given', async () => {
  const { id, path } = await handedOff('Promised Customer');
  const olivia = await openInbox(browser, baton, { path });
  const ben = await openInbox(browser, baton, { email: 'ben@example.com', path: '/?filter=waiting' });
  await say(olivia.page, 'I will check with the warehouse and get back to you.');
  const offer = olivia.page.getByRole('group', { name: 'You promised an answer' });
  await rowOf(ben.page, id).waitFor({ state: 'detached' });
  expect(await accessibilityProblems(olivia.page)).toEqual([]);
  await offer.getByRole('button', { name: 'In 1 h' }).click();
  const owed = olivia.page.getByRole('group', { name: 'Owed answer' });
  await owed.getByText(/^You promised an answer by /).waitFor();
  await rowOf(ben.page, id).getByText(/due /).waitFor();

  await baton.db.query(`update conversation set owed_answer_at = now() - interval '12 minutes' where id = $1`, [id]);
  // The page's own minute may be half a minute old.
  await rowOf(ben.page, id)
    .getByText(/overdue for 1[12] min/)
    .waitFor();
  await rowOf(ben.page, id).click();
  await ben.page.getByRole('group', { name: 'Owed answer' }).getByText('Olivia promised an answer by').waitFor();
  expect(await ben.page.getByRole('button', { name: 'Done', exact: true }).count()).toBe(0);
  expect(await accessibilityProblems(ben.page)).toEqual([]);

  await say(olivia.page, 'It leaves today.');
  await owed.waitFor({ state: 'detached' });
  await rowOf(ben.page, id).waitFor({ state: 'detached' });
  expect([...olivia.problems, ...ben.problems]).toEqual([]);
});

test('after any other words a person can say that they still owe an answer, for any moment, and that it is done', async () => {
  const { id, path } = await handedOff('Quiet Customer');
  const { page, problems } = await openInbox(browser, baton, { path });
  await say(page, 'Hello, this is Olivia.');
  await page.getByText('You answer.').waitFor();
  expect(await page.getByRole('group', { name: 'You promised an answer' }).count()).toBe(0);
  await page.getByRole('button', { name: 'I still owe an answer' }).click();
  await page.getByRole('menuitem', { name: 'Other time' }).click();
  const dialog = page.getByRole('dialog', { name: 'When do you owe the answer?' });
  await dialog.getByRole('button', { name: 'Keep it waiting' }).click();
  await dialog.getByText('Choose a moment ahead').waitFor();
  const nextYear = new Date().getFullYear() + 1;
  await dialog.getByLabel('Until, in your time').fill(`${nextYear}-01-02T10:30`);
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep it waiting' }).click();
  await page.getByRole('group', { name: 'Owed answer' }).getByText('10:30').waitFor();
  await rowOf(page, id).getByText('10:30').waitFor();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByRole('button', { name: 'I still owe an answer' }).waitFor();
  await rowOf(page, id).waitFor({ state: 'detached' });
  await say(page, 'I’ll get back to you.');
  await page
    .getByRole('group', { name: 'You promised an answer' })
    .getByRole('button', { name: 'No', exact: true })
    .click();
  await page.getByRole('button', { name: 'I still owe an answer' }).waitFor();
  expect(problems).toEqual([]);
});

test('a customer is blocked with a reason, seen by who and when, and unblocked', async () => {
  const { customer, id } = await handedOff('Spamming Customer');
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}?filter=all` });
  await page.getByText('Assigned to you.').waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Block' }).click();
  const dialog = page.getByRole('dialog', { name: 'Block this customer?' });
  await dialog.getByLabel('Why').fill('Sells coins');
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Block' }).click();
  await page.getByText(/^Blocked by you, .*: “Sells coins”/).waitFor();
  expect(await page.getByRole('textbox', { name: /^Reply to / }).count()).toBe(0);

  const before = baton.whatsapp.log.accepted().length;
  await baton.whatsapp.simulate.text(customer, 'Buy my coins, all of them').delivered;
  await page.getByRole('log').getByText('Buy my coins, all of them').waitFor();
  await eventually(async () =>
    expect((await storedMessages(baton.db, customer.waId)).at(-1)).toMatchObject({
      author: 'customer',
      settledBy: 'closing',
    }),
  );
  expect(baton.whatsapp.log.accepted()).toHaveLength(before);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  const back = page.getByRole('link', { name: 'Back to the list' });
  await back.click();
  await rowOf(page, id).getByText('Blocked by you').waitFor();
  await rowOf(page, id).click();

  await page.getByRole('button', { name: 'Unblock' }).click();
  await page.getByText('The AI answers.').waitFor();
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await page.getByRole('log').getByText('We ship from Lisbon').waitFor();
  expect(problems).toEqual([]);
});
