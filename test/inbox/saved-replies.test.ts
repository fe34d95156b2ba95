import type { Browser, Page } from 'playwright-core';
import { fillPlaceholders, firstNameOf } from '../../inbox/saved-replies/fill-placeholders';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

describe('placeholders', () => {
  const values = { customer: 'Maria', me: 'Ana', business: 'Casa Luma' };
  const nobody = { ...values, customer: '' };

  test.each([
    [
      'Hello {customer}, I am {me} of {business}.',
      'Hello Maria, I am Ana of Casa Luma.',
      'Hello, I am Ana of Casa Luma.',
    ],
    ['{customer}, your parcel left.', 'Maria, your parcel left.', 'Your parcel left.'],
    ['Hello {customer}!\n{customer} we are here', 'Hello Maria!\nMaria we are here', 'Hello!\nWe are here'],
    ['Thanks {customer} for it', 'Thanks Maria for it', 'Thanks for it'],
    ['{unknown} {Customer} {}', '{unknown} {Customer} {}', '{unknown} {Customer} {}'],
  ])('%j reads well with and without a name', (text, named, unnamed) => {
    expect(fillPlaceholders(text, values)).toBe(named);
    expect(fillPlaceholders(text, nobody)).toBe(unnamed);
  });

  test('a value is not read for placeholders or patterns again', () => {
    expect(fillPlaceholders('Hi {customer}', { ...values, customer: "{me}$&$'" })).toBe("Hi {me}$&$'");
  });

  test.each([
    ['Maria Lopez', 'Maria'],
    ['  José\u202E evil', 'José'],
    ["D'Arcy", "D'Arcy"],
    ['مريم علي', 'مريم'],
    ['🌸🌸', ''],
    ['<b>x</b>', ''],
    ['4915512345', ''],
    ['W'.repeat(500), ''],
    ['', ''],
    [null, ''],
  ])('the first name in %j is %j', (name, first) => {
    expect(firstNameOf(name)).toBe(first);
  });
});

describe('in the inbox', () => {
  let browser: Browser;
  let baton: Baton;
  beforeAll(async () => {
    [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
    await baton.api.send('POST', '/api/teammates', { name: 'Ana Torres', email: 'ana@example.com' });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const { id } of (await baton.api.get('/api/saved-replies')).body.items ?? [])
      await baton.api.send('DELETE', `/api/saved-replies/${String(id)}`);
  });
  afterAll(async () => {
    await browser.close();
    await baton.stop();
  });

  const save = (name: string, text: string) => baton.api.send('POST', '/api/saved-replies', { name, text });

  async function openReply(name: string, options: Parameters<typeof openInbox>[2] = {}) {
    const customer = newCustomer(name);
    await baton.whatsapp.simulate.text(customer, 'Can I speak to a person?').delivered;
    const id = await conversationOf(baton.db, customer.waId);
    const opened = await openInbox(browser, baton, { path: `/conversations/${id}`, ...options });
    return { ...opened, reply: opened.page.getByRole('textbox', { name: /^Reply to/ }) };
  }

  const options = (page: Page) => page.getByRole('listbox', { name: 'Saved replies' }).getByRole('option');

  test('a slash offers them, typing filters, the words are shown filled in, and Enter takes them into the reply', async () => {
    await save('Delivery times', 'Hello {customer}, {business} delivers in three days. {me}');
    await save('Thanks', 'Thank you {customer}!');
    await save('Refund', 'The delivery is refunded.');
    const { page, reply, problems } = await openReply('Maria Lopez', { email: 'ana@example.com' });
    await reply.pressSequentially('/');
    await options(page).first().waitFor();
    expect(await options(page).count()).toBe(3);
    await reply.pressSequentially('deliv');
    expect(await options(page).allTextContents()).toEqual([
      expect.stringContaining('Delivery times'),
      expect.stringContaining('Refund'),
    ]);
    const filled = /^Hello Maria, .+ delivers in three days\. Ana$/;
    expect(await page.getByTestId('suggestion-preview').textContent()).toMatch(filled);
    await reply.press('ArrowDown');
    expect(await page.getByTestId('suggestion-preview').textContent()).toBe('The delivery is refunded.');
    await reply.press('ArrowDown');
    await reply.press('Enter');
    expect(await reply.inputValue()).toMatch(filled);
    await options(page).first().waitFor({ state: 'detached' });
    await reply.press('Enter');
    await page.getByRole('log').getByText('delivers in three days').waitFor();
    expect(await reply.inputValue()).toBe('');
    await baton.whatsapp.log.waitForAccepted(({ text }) => text?.includes('delivers in three days') === true, 30_000);
    expect(problems).toEqual([]);
  });

  test('an address, a date and a word without a match are left alone; Escape closes until something else is written', async () => {
    await save('Thanks', 'Thank you');
    const { page, reply } = await openReply('Slash Customer');
    for (const text of ['https://', 'on 3/', '/xyz']) {
      await reply.fill('');
      await reply.pressSequentially(text);
      expect(await options(page).count()).toBe(0);
    }
    await reply.fill('');
    await reply.pressSequentially('/th');
    await options(page).first().waitFor();
    await reply.press('Escape');
    await options(page).first().waitFor({ state: 'detached' });
    expect(await reply.inputValue()).toBe('/th');
    await reply.press('Enter');
    await page.getByRole('log').getByText('/th').waitFor();
    await reply.pressSequentially('/');
    await options(page).first().waitFor();
  });

  test('every teammate saves, changes and deletes them, and sees what a customer would read', async () => {
    const { page, problems } = await openInbox(browser, baton, {
      email: 'ana@example.com',
      path: '/settings/saved-replies',
    });
    await page.getByText('No saved replies yet').waitFor();
    await page.getByRole('button', { name: 'Save a reply' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('This is needed').first().waitFor();
    await page.getByLabel('Name').fill('Greeting');
    await page.getByLabel('Text').fill('Hello {customer}, {me} here');
    await page.getByRole('group', { name: 'What Maria would read' }).getByText('Hello Maria, Ana here').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'Greeting' }).waitFor();
    await page.getByRole('button', { name: 'Change Greeting' }).click();
    await page.getByLabel('Name').fill('Warm greeting');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Delete Warm greeting' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No saved replies yet').waitFor();
    expect(problems).toEqual([]);
  });

  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('long ones fit and are accessible in %s at %i pixels', async (colorScheme, width) => {
    await save('W'.repeat(60), '<script>1</script> '.repeat(200));
    for (let index = 0; index < 12; index++) await save(`Reply ${index}`, `Words ${index} {customer}`);
    const { page, reply, problems } = await openReply(`Maria \u202E${'W'.repeat(400)}`, {
      colorScheme,
      viewport: { width, height: 780 },
    });
    await reply.pressSequentially('/');
    await options(page).first().waitFor();
    for (let press = 0; press < 12; press++) await reply.press('ArrowDown');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(`${baton.url}/settings/saved-replies`);
    await page.getByRole('button', { name: 'Change Reply 11' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
      false,
    );
    expect(problems).toEqual([]);
  });
});
