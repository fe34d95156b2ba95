import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser, scrollsSideways } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { accessibilityInBothSchemes, accessibilityProblems, openInbox, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  for (const name of ['Ben Second', 'Ana Torres', 'Ben'])
    await baton.api.send('POST', '/api/teammates', { name, email: addressOf(name) });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.com`;

/** A new customer's conversation, whose question the AI has answered or handed over. */
async function conversation(name: string, text = 'How long does delivery to Spain take?'): Promise<string> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, text).delivered;
  return conversationOf(baton.db, customer.waId);
}

const pathTo = (id: string) => `/conversations/${id}`;
const field = (page: Page) => page.getByLabel('Note for the team');
const toNote = (page: Page) => page.getByRole('button', { name: 'Note', exact: true }).click();

async function mailTo(name: string, words: string) {
  return eventually(() => {
    const found = baton.mail
      .emails()
      .filter(({ to, text }) => to.includes(addressOf(name)) && text?.includes(words) === true);
    if (found.length === 0) throw new Error('no mail yet');
    return found;
  });
}

test('a note is seen at once by everybody on the team, by no customer, and mails who is mentioned', async () => {
  const id = await conversation('Noted Customer');
  const olivia = await openInbox(browser, baton, { path: pathTo(id) });
  const ben = await openInbox(browser, baton, { email: addressOf('Ben Second'), path: pathTo(id) });
  await ben.page.getByRole('log').waitFor();
  await toNote(olivia.page);
  await field(olivia.page).pressSequentially('Ask @sec');
  await olivia.page.getByRole('option', { name: /Ben Second/ }).waitFor();
  await olivia.page.keyboard.press('Enter');
  await field(olivia.page).pressSequentially('about the lamp');
  expect(await field(olivia.page).inputValue()).toBe('Ask @Ben Second about the lamp');
  await olivia.page.getByText('1 colleague will be mailed').waitFor();
  await olivia.page.keyboard.press('Enter');

  const note = ben.page.getByRole('group', { name: 'Note by Olivia, only for the team' });
  await note.getByText('Ask @Ben Second about the lamp').waitFor();
  await note.getByText('Note, only for the team').waitFor();
  expect(await field(olivia.page).inputValue()).toBe('');
  const mails = await mailTo('Ben Second', 'about the lamp');
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain(`${baton.url}/conversations/${id}`);
  expect(mails[0]?.subject).toContain('Noted Customer');
  expect(baton.mail.emails().filter(({ text }) => text?.includes('about the lamp'))).toHaveLength(1);
  expect(baton.whatsapp.log.accepted().filter(({ text }) => text?.includes('about the lamp'))).toEqual([]);
  expect([...olivia.problems, ...ben.problems]).toEqual([]);
});

test('the whole note is written by keyboard, and its words never become a reply', async () => {
  const id = await conversation('Keyboard Customer');
  const { page, problems } = await openInbox(browser, baton, { path: pathTo(id) });
  const reply = page.getByLabel('Reply to Keyboard Customer');
  await reply.fill('For the customer');
  await page.keyboard.press('Alt+KeyN');
  await field(page).waitFor();
  await page.keyboard.type('Hello @Ana');
  await page.getByRole('listbox', { name: 'Teammates' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(pathTo(id));
  await page.keyboard.type(' @b');
  await page.getByRole('option', { selected: true }).waitFor();
  const first = await page.getByRole('option', { selected: true }).textContent();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('option', { selected: true }).textContent()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  expect(await field(page).inputValue()).toMatch(/^Hello @Ana @Ben( Second)? $/);
  await page.keyboard.press('Alt+KeyN');
  expect(await reply.inputValue()).toBe('For the customer');
  await page.locator('textarea:focus').and(reply).waitFor();
  await page.reload();
  expect(await field(page).inputValue()).toMatch(/^Hello @Ana/);
  expect(problems).toEqual([]);
});

test('a note whose answer is lost is added once, also after a reload', async () => {
  const id = await conversation('Lost Answer');
  const { page } = await openInbox(browser, baton, { path: pathTo(id) });
  await page.route('**/notes', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await toNote(page);
  await field(page).fill('Written once');
  await page.keyboard.press('Enter');
  await page.getByText('the note is kept and tried again').waitFor();
  await page.reload();
  expect(await field(page).inputValue()).toBe('Written once');
  await page.unroute('**/notes');
  await field(page).press('Enter');
  await eventually(async () => expect(await field(page).inputValue()).toBe(''));
  expect(await page.getByTestId('note-text').filter({ hasText: 'Written once' }).count()).toBe(1);
  const { items } = (await baton.api.get(`/api/conversations/${id}/notes`)).body;
  expect(items).toHaveLength(1);
});

test('an assignment’s note goes into the colleague’s mail and the history; who held it is told', async () => {
  const id = await conversation('Passed On', 'Can I speak to a person?');
  const { body: team } = await baton.api.get('/api/teammates');
  const ana = team.items?.find(({ name }) => name === 'Ana Torres');
  const holder = await openInbox(browser, baton, { email: addressOf('Ana Torres'), path: pathTo(id) });
  await holder.page.getByRole('button', { name: 'Take over' }).first().click();
  await holder.page.getByText('You answer.').waitFor();
  const { page, problems } = await openInbox(browser, baton, { path: pathTo(id) });
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  await page.getByRole('button', { name: 'With a note' }).click();
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'Ben Second' });
  await page.getByRole('textbox', { name: 'Note' }).fill('She prefers German');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await page.getByTestId('note-text').filter({ hasText: 'She prefers German' }).waitFor();
  const [mail] = await mailTo('Ben Second', 'She prefers German');
  expect(mail?.subject).toContain('Passed On needs you');
  const [told] = await mailTo('Ana Torres', 'Ben Second has this conversation now');
  expect(told?.text).toContain(`/conversations/${id}`);
  expect(ana).toBeDefined();
  expect(problems).toEqual([]);
});

test('hostile notes change nothing at any width, and all of it is accessible', async () => {
  const id = await conversation(`<b>Bold</b> \u202Ecod.exe ${'W'.repeat(480)}`);
  const hostile = [
    '<img src=x onerror="document.title=1"><script>document.title=1</script>',
    'javascript:alert(1) https://example.com/a"onmouseover="x \u202Egnp.exe',
    'W'.repeat(3_900),
  ];
  for (const text of hostile) await baton.api.command(id, 'notes', { text });
  const { page, problems } = await openInbox(browser, baton, { path: pathTo(id) });
  await eventually(async () => expect(await page.getByTestId('note-text').count()).toBe(3));
  expect(await page.getByTestId('note-text').first().textContent()).toBe(hostile[0]);
  const links = page.getByTestId('note-text').getByRole('link');
  expect(await links.count()).toBe(1);
  expect(await links.getAttribute('href')).toBe('https://example.com/a');
  await toNote(page);
  await field(page).pressSequentially('@');
  await page.getByRole('listbox').waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityInBothSchemes(page)).toEqual([]);
    expect([width, await scrollsSideways(page)]).toEqual([width, false]);
  }
  expect(problems).toEqual([]);
});
