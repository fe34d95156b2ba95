import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  await baton.api.send('POST', '/api/teammates', { name: 'Ben Second', email: 'ben@example.com' });
  await baton.db.query(
    `insert into teammate (name, email, role) select case n when 1 then 'Ruben Crowd' else 'Crowd ' || n end,
        'crowd-' || n || '@example.com', 'teammate' from generate_series(1, 30) n`,
  );
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('the whole job needs no mouse: find, open, take over, reply, assign, resolve, next, back', async () => {
  const [first, second] = [newCustomer('First Waiting'), newCustomer('Second Waiting')];
  await baton.whatsapp.simulate.text(first, 'I want a human').delivered;
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=mine' });
  await page.getByRole('link', { name: /First Waiting/ }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await page.getByRole('heading', { name: 'Waiting', exact: true }).waitFor();
  await page.getByRole('link', { name: /First Waiting/ }).waitFor();
  await baton.whatsapp.simulate.text(second, 'Can I talk to a person?').delivered;
  await page.getByRole('link', { name: /Second Waiting/ }).waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('Second Waiting');
  await page.keyboard.press('k');
  expect(await focused(page)).toContain('First Waiting');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('I want a human').waitFor();
  await focusIsOn(page, 'Conversation');

  await page.keyboard.press('t');
  await page.getByText('You answer.').waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('jt?/ are letters here.');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('jt?/ are letters here.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await focusIsOn(page, 'Assign to');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Assign to' }).waitFor({ state: 'detached' });
  await page.keyboard.press('a');
  await focusIsOn(page, 'Assign to');
  await eventually(async () => expect(await page.getByRole('option').count()).toBe(32));
  // Enter alone gives nothing away.
  await page.keyboard.press('Enter');
  await page.keyboard.type('béN');
  await page.getByRole('option', { name: 'Ben Second', selected: true }).waitFor();
  expect(await page.getByRole('option').allTextContents()).toEqual(['Ben Second', 'Ruben Crowd']);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'Ruben Crowd', selected: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Assigned to Ben Second.').waitFor();

  await page.keyboard.press('e');
  await page.getByText('What came of it?').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('The AI answers.').waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: 'Second Waiting' }).waitFor();
  await page.keyboard.press('u');
  await page.getByText('Choose a conversation').waitFor();
  await eventually(async () => expect(await focused(page)).toContain('Second Waiting'));
  expect(problems).toEqual([]);
});

test('the list stays as it was scrolled while a conversation is opened and left', async () => {
  await baton.db.query(
    `with made as (insert into customer (name, phone) select 'Crowd ' || n, '35193' || (1000000 + n) from generate_series(1, 60) n
        returning id)
      insert into conversation (customer_id, phone_number_id, last_message_at) select id, '7001', now() from made`,
  );
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  const list = page.getByTestId('conversation-list');
  await page.getByRole('link', { name: /Crowd/ }).first().waitFor();
  await page.evaluate(`(${LIST}).scrollTop = 2000`);
  const row = list.locator('[data-row]').nth(12);
  await row.click();
  await page.getByRole('article', { name: 'Conversation' }).waitFor();
  expect(await page.evaluate(`(${LIST}).scrollTop`)).toBe(2000);
  // Escape closes one thing at a time, also when the focus has been lost.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('article', { name: 'Conversation' }).isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByText('Choose a conversation').waitFor();
  expect(await page.evaluate(`(${LIST}).scrollTop`)).toBe(2000);
});

test('“?” lists the keys, and single keys can be switched off for good', async () => {
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('heading', { name: 'All', exact: true }).waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.getByText('Take over').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await help.getByLabel('Single keys').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'All', exact: true }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.keyboard.press('/');
  expect(new URL(page.url()).search).toBe('?filter=all');
  expect(await labelOfFocus(page)).not.toBe('Search conversations');
  await page.getByRole('button', { name: /You:/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard' }).click();
  await help.getByLabel('Single keys').waitFor();
});

test('the palette leads to a customer, a list and a setting, and does what the conversation offers', async () => {
  await baton.whatsapp.simulate.text(newCustomer('Paula Palette'), 'A human, please').delivered;
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /Paula Palette/ }).waitFor();
  const choose = async (words: string, option: string | RegExp) => {
    await page.keyboard.press('Control+k');
    await focusIsOn(page, 'Command or customer');
    await page.keyboard.type(words);
    await page.getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    // Else the next words are typed into the one that is closing.
    await page.getByRole('combobox', { name: 'Command or customer' }).waitFor({ state: 'detached' });
  };
  await choose('paula', /Paula Palette/);
  await page.getByRole('heading', { name: 'Paula Palette' }).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Take over' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor({ state: 'detached' });
  await focusIsOn(page, 'Reply to Paula Palette');
  await choose('take', 'Take over');
  await page.getByText('You answer.').waitFor();
  await choose('mine', 'Mine');
  await page.getByRole('heading', { name: 'Mine', exact: true }).waitFor();
  await choose('articles', 'Settings: articles');
  await page.waitForURL('**/settings/articles');
  expect(problems).toEqual([]);
});

test('a new message of the open conversation is read aloud once, and the history is not', async () => {
  const customer = newCustomer('Spoken Customer');
  await baton.whatsapp.simulate.text(customer, 'I want a human').delivered;
  const { page } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page.getByRole('link', { name: /Spoken Customer/ }).click();
  await page.getByRole('log').getByText('I want a human').waitFor();
  await page.getByRole('log').locator('[data-state="delivered"], [data-state="read"]').first().waitFor();
  expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
  await baton.whatsapp.simulate.text(customer, 'Is anybody there?').delivered;
  await page.getByTestId('said-now').getByText('Spoken Customer: Is anybody there?', { exact: true }).waitFor();
});

const LIST = 'document.querySelector("[data-testid=conversation-list]")';

/** The words of the row that has the focus; the page's body holds every row's. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.closest("[data-row]")?.textContent ?? ""');
}

function labelOfFocus(page: Page): Promise<string | null> {
  return page.evaluate<string | null>('document.activeElement?.getAttribute("aria-label") ?? null');
}

function focusIsOn(page: Page, label: string): Promise<void> {
  return eventually(async () => expect(await labelOfFocus(page)).toBe(label));
}
