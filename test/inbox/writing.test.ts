import type { Browser, Page } from 'playwright-core';
import { createGate } from '../../sandbox/faults/gate';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { openInbox, startInbox, type OpenInbox } from './open-inbox';

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

/** A customer who asked for a person, and a teammate who has that conversation open. */
async function openHandoff(name: string, email?: string): Promise<OpenInbox & { id: string }> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, 'I want to speak to a person').delivered;
  const id = await eventually(async () => {
    const { items = [] } = (await baton.api.get('/api/conversations?filter=waiting')).body;
    const found = items.find((item) => (item['customer'] as { name: string }).name === name);
    if (found === undefined) throw new Error('not waiting yet');
    return String(found['id']);
  });
  return {
    id,
    ...(await openInbox(browser, baton, { path: `/conversations/${id}`, ...(email === undefined ? {} : { email }) })),
  };
}

function composer(page: Page, name: string) {
  return page.getByLabel(`Reply to ${name}`);
}

/** Until a teammate's reply has reached the customer's phone. */
function untilDelivered(page: Page, text: string): Promise<void> {
  const reply = page.getByRole('log').locator('[data-author="teammate"]', { hasText: text });
  return reply.locator('[data-state="delivered"]').waitFor();
}

async function repliesOf(id: string): Promise<string[]> {
  const { items = [] } = (await baton.api.get(`/api/conversations/${id}/messages?limit=200`)).body;
  return items.filter(({ author }) => (author as { kind: string }).kind === 'teammate').map(({ text }) => String(text));
}

test('a draft survives a reload, in its own conversation only', async () => {
  const one = await openHandoff('Draft One');
  await composer(one.page, 'Draft One').fill('half a sent');
  await one.page.reload();
  expect(await composer(one.page, 'Draft One').inputValue()).toBe('half a sent');
  await openHandoff('Draft Two');
  await one.page.getByRole('link', { name: /Draft Two/ }).click();
  expect(await composer(one.page, 'Draft Two').inputValue()).toBe('');
  await one.page.getByRole('link', { name: /Draft One/ }).click();
  expect(await composer(one.page, 'Draft One').inputValue()).toBe('half a sent');
});

test('a double click makes one message', async () => {
  const { page, id } = await openHandoff('Double Click');
  await composer(page, 'Double Click').fill('Only once, please.');
  await page.getByRole('button', { name: 'Send' }).dblclick();
  await untilDelivered(page, 'Only once, please.');
  expect(await repliesOf(id)).toEqual(['Only once, please.']);
});

test('a reply written without a network is shown at once, survives a reload and is sent once when the network is back', async () => {
  const { page, id, context } = await openHandoff('Off Line');
  await page.getByText('Assigned to').first().waitFor();
  // Every answer is lost on the way back at first, so that Baton has the reply and the page does not know it.
  let isCut = true;
  await context.route('**/api/conversations/*/messages', async (route) => {
    if (route.request().method() !== 'POST' || !isCut) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await composer(page, 'Off Line').fill('From the train.');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('From the train.').waitFor();
  await page.reload();
  await page.getByRole('log').getByText('From the train.').first().waitFor();
  isCut = false;
  await untilDelivered(page, 'From the train.');
  await eventually(async () => expect(await page.getByRole('log').getByText('From the train.').count()).toBe(1));
  expect(await repliesOf(id)).toEqual(['From the train.']);
});

test('who loses the race keeps the words, is told who was faster, and can take over with one click', async () => {
  const olivia = await openHandoff('Race Customer');
  const ben = await openInbox(browser, baton, { email: 'ben@example.com', path: `/conversations/${olivia.id}` });
  await composer(ben.page, 'Race Customer').fill('Ben is faster.');
  // Olivia's page has not heard of it when she sends.
  await olivia.context.route('**/api/events*', (route) => route.abort());
  await olivia.page.reload();
  await composer(olivia.page, 'Race Customer').fill('Olivia writes, too.');
  await ben.page.keyboard.press('Enter');
  await ben.page.getByText('You answer.').waitFor();
  await olivia.page.keyboard.press('Enter');
  const refusal = olivia.page.getByRole('alert').filter({ hasText: 'Not sent.' });
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain('Ben Second');
  await olivia.page.getByRole('button', { name: 'Take over and send' }).click();
  await olivia.page.getByText('You answer.').waitFor();
  await eventually(async () => expect(await repliesOf(olivia.id)).toEqual(['Ben is faster.', 'Olivia writes, too.']));
  await ben.page.getByText('Olivia answers.').waitFor();
});

test('when the session ends, the sign-in takes the place of the page and what was written is sent after it', async () => {
  const { page, id } = await openHandoff('Expired Session');
  const onItsWay = createGate();
  await page.route(`**/api/conversations/${id}/messages`, async (route) => {
    if (route.request().method() === 'POST') await onItsWay.pass();
    await route.continue();
  });
  await composer(page, 'Expired Session').fill('Written before the session ended.');
  await page.keyboard.press('Enter');
  await onItsWay.untilHeld(1);
  await baton.db.query('delete from session');
  onItsWay.release();
  await page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
  await page.getByText('Your session has ended. What you wrote here is kept').waitFor();
  const owner = (await baton.api.get('/api/me')).body;
  const { body } = await baton.api.send('POST', `/api/teammates/${String(owner['id'])}/sign-in-link`);
  const link = new URL(String(body['url']));
  link.searchParams.set('next', `/conversations/${id}`);
  await page.goto(link.toString());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('log').getByText('Written before the session ended.').waitFor();
  await eventually(async () => expect(await repliesOf(id)).toEqual(['Written before the session ended.']));
});

test('what a hostile customer writes is shown as text, runs nothing and widens nothing', async () => {
  const customer = { ...newCustomer(), name: `<img src=x onerror=alert(1)>${'Z'.repeat(480)}` };
  const texts = [
    '<script>alert(1)</script><img src=x onerror=alert(2)>',
    'javascript:alert(1) [a](javascript:alert(2)) https://example.com/"onmouseover="alert(3)',
    '\u202Ereversed\u202C \u2066isolate',
    '😀'.repeat(2_000),
    'x'.repeat(4_000),
    'I want to speak to a person',
  ];
  for (const text of texts) await baton.whatsapp.simulate.text(customer, text).delivered;
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all' });
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  const row = page.getByRole('link', { name: /onerror=alert/ }).first();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    if (width === 390) await page.getByRole('link', { name: 'Back to the list' }).click();
    await row.waitFor();
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    await row.click();
    await page.getByRole('log').getByText('<script>alert(1)</script>').waitFor();
    expect(await page.locator('[role=log] img, [role=log] script, [href^="javascript:"]').count()).toBe(0);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    expect(await page.evaluate<boolean>('document.querySelector("[role=log]").scrollWidth > innerWidth')).toBe(false);
    expect(dialogs).toBe(0);
    expect(problems).toEqual([]);
  }
});
