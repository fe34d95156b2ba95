import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser, scrollsSideways } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedReplies } from '../support/stored';
import { accessibilityProblems, openInbox, startInbox, watch } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  for (const name of ['Ana Torres', 'Ben Second'])
    await baton.api.send('POST', '/api/teammates', { name, email: addressOf(name) });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('the owner chooses who receives handoffs, and the next handoff goes there', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/handoffs' });
  await page.getByText('Right now handoffs go to you, Olivia').waitFor();
  await page.getByLabel('Always the same teammate').check();
  await page.getByPlaceholder('Choose a teammate').click();
  await page.getByRole('option', { name: 'Ana Torres' }).click();
  await section(page, 'Who receives handoffs').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Right now handoffs go to Ana Torres').waitFor();
  expect(await assigneeOfNextHandoff()).toBe('Ana Torres');

  await page.getByLabel('Whoever is on call').check();
  await section(page, 'Who receives handoffs').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nobody is on call, so they go to the owner.').waitFor();
  await page.getByPlaceholder('Nobody').click();
  await page.getByRole('option', { name: 'Ben Second' }).click();
  await page.getByRole('button', { name: 'In 8 hours' }).click();
  await section(page, 'On call').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Right now handoffs go to Ben Second').waitFor();
  expect(await assigneeOfNextHandoff()).toBe('Ben Second');
  expect(problems).toEqual([]);
});

test('the owner’s words are what the next customer is told', async () => {
  const { page } = await openInbox(browser, baton, { path: '/settings/handoffs' });
  await page.getByLabel('Your words (optional)').fill('One moment, {teammate} is on the way.');
  await section(page, 'What customers are told').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Customers read your words.').waitFor();
  const customer = newCustomer();
  await baton.whatsapp.simulate.text(customer, 'Can I speak to a person?').delivered;
  await baton.whatsapp.log.waitForAccepted(
    ({ to, text }) => to === customer.waId && /^One moment, (Ben|Olivia) is on the way\.$/.test(text ?? ''),
  );
});

test('whoever is invited signs in by the mailed link', async () => {
  const { page } = await openInbox(browser, baton, { path: '/settings/team' });
  await page.getByRole('button', { name: 'Invite a teammate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('no address');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await dialog.getByText('This is needed').waitFor();
  // The focus went to the first field that is wrong.
  await page.keyboard.type('Cleo New');
  await dialog.getByLabel('E-mail address').fill(addressOf('Ana Torres'));
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await dialog.getByText('Another teammate already has this e-mail address.').waitFor();
  await dialog.getByLabel('E-mail address').fill(addressOf('Cleo New'));
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('Cleo New is invited').waitFor();
  await dialog.waitFor({ state: 'hidden' });

  const link = await eventually(() => {
    const mail = baton.mail.emails().find(({ to }) => to.includes(addressOf('Cleo New')));
    const found = /http:\/\/127[^"]*\/sign-in[^"]*/.exec(mail?.html ?? '')?.[0];
    if (found === undefined) throw new Error('no invitation yet');
    return found.replaceAll('&amp;', '&');
  });
  const theirs = watch(await (await browser.newContext()).newPage());
  await theirs.page.goto(link);
  await theirs.page.getByRole('button', { name: 'Sign in' }).click();
  await theirs.page.getByRole('button', { name: 'You: Cleo New' }).waitFor();
  expect(theirs.problems).toEqual([]);
});

test('who is deactivated is signed out, and their conversation goes to somebody else', async () => {
  const name = 'Dora Leaving';
  const { id } = (await baton.api.send('POST', '/api/teammates', { name, email: addressOf(name) })).body;
  const customer = newCustomer();
  await baton.whatsapp.simulate.text(customer, 'Hello').delivered;
  await baton.api.command(await conversationOf(baton.db, customer.waId), 'assign', { teammateId: id });
  expect((await storedHandoffs(baton.db, customer.waId))[0]?.assignee).toBe(name);
  const [owner, dora] = await Promise.all([
    openInbox(browser, baton, { path: '/settings/team' }),
    openInbox(browser, baton, { email: addressOf(name) }),
  ]);
  await owner.page.getByRole('button', { name: 'Deactivate Dora Leaving' }).click();
  const dialog = owner.page.getByRole('dialog');
  await dialog.getByText(/Open conversations that Dora Leaving has go to (Ben Second|Olivia)/).waitFor();
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await owner.page.getByText('Dora Leaving is deactivated.').waitFor();
  await owner.page.getByRole('list').getByText(addressOf('Dora Leaving')).waitFor({ state: 'hidden' });
  expect((await storedHandoffs(baton.db, customer.waId))[0]?.assignee).toMatch(/Ben Second|Olivia/);
  await dora.page.reload();
  await dora.page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
});

test('first names before a teammate’s words are on until an owner turns them off', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/handoffs' });
  const names = page.getByRole('switch', { name: 'Begin with the teammate’s public first name' });
  expect(await names.isChecked()).toBe(true);
  await names.press('Space');
  await page.getByText('Customers read no names from now on.').waitFor();
  const { body } = await baton.api.get('/api/settings/handoff');
  expect(body['opensWithName']).toBe(false);
  await names.press('Space');
  await page.getByText('Customers read first names.').waitFor();
  expect(await names.isChecked()).toBe(true);
  expect(problems).toEqual([]);
});

test('a teammate sees what is decided and why it cannot be changed, and the API refuses it too', async () => {
  const { page, context } = await openInbox(browser, baton, {
    email: addressOf('Ana Torres'),
    path: '/settings/handoffs',
  });
  await page.getByText('Only owners change who receives handoffs').waitFor();
  expect(await page.getByRole('radio').count()).toBe(0);
  await page.getByRole('link', { name: 'Team' }).click();
  await page.getByText('Only owners change the team. Ask Olivia.').waitFor();
  expect(await page.getByRole('button', { name: /Invite|Change|Deactivate/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByText('Only owners see, make and revoke API keys').waitFor();
  await page.getByRole('link', { name: 'Articles' }).click();
  await page.getByText('Only owners write and change articles').waitFor();
  await page.goto(`${baton.url}/settings/articles?article=new`);
  await page.getByRole('heading', { name: 'New article' }).waitFor();
  await page.getByText('Only owners write and change articles').waitFor();
  const refused = await context.request.put(`${baton.url}/api/settings/handoff`, {
    data: { policy: { kind: 'owner' } },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect([refused.status(), (await refused.json()) as unknown]).toMatchObject([403, { code: 'owner_required' }]);
});

test('a key is shown once, works until it is revoked, and not after', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/api-keys' });
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Our shop');
  await dialog.getByLabel('write').uncheck();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = await dialog.getByLabel('Key', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const api = baton.api.as(key);
  expect(await api.get('/api/me')).toMatchObject({ status: 200, body: { name: 'Olivia' } });
  expect(await api.send('PUT', '/api/on-call', { teammateId: null })).toMatchObject({ status: 403 });
  expect(await page.content()).not.toContain(key);

  await page.getByRole('button', { name: 'Revoke Our shop' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Our shop is revoked.').waitFor();
  expect(await api.get('/api/me')).toMatchObject({ status: 401 });
  expect(problems).toEqual([]);
});

test('the AI answers from an article as soon as it is published, not from a draft, and what is not saved survives a reload', async () => {
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/articles' });
  await page.getByRole('link', { name: 'Write an article' }).click();
  await page.getByLabel('Title').fill('Can I bring my parrot to the showroom?');
  await page.reload();
  expect(await page.getByLabel('Title').inputValue()).toBe('Can I bring my parrot to the showroom?');
  await page.getByLabel('What the AI may say').fill('Parrots are welcome in the showroom on Tuesdays, in a cage.');
  const published = page.getByRole('switch', { name: 'Published' });
  await published.press('Space');
  const until = page.getByLabel('Valid until');
  // The day without its time.
  await until.pressSequentially('12312090');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Choose a day and a time').waitFor();
  await until.fill('2090-12-31T18:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as a draft. The AI does not use it.').waitFor();
  const early = newCustomer();
  await baton.whatsapp.simulate.text(early, 'Can I bring my parrot to the showroom?').delivered;
  const told = await baton.whatsapp.log.waitForAccepted(({ to, text }) => to === early.waId && text !== null);
  expect(told.text).not.toContain('Parrots');

  await published.press('Space');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The AI answers from it').waitFor();
  expect(await until.inputValue()).toBe('2090-12-31T18:00');
  const customer = newCustomer();
  await eventually(async () => {
    await baton.whatsapp.simulate.text(customer, 'Can I bring my parrot to the showroom?').delivered;
    await eventually(async () => {
      const replies = await storedReplies(baton.db, customer.waId);
      expect(replies.map(({ text }) => text).join('\n')).toContain('Parrots are welcome');
    }, 5_000);
  });

  await page.getByRole('link', { name: 'All articles' }).click();
  await page.getByLabel('Find in articles').fill('cage parrot');
  await page.getByText('1 of').waitFor();
  await page.getByRole('link', { name: /parrot/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No article says this').waitFor();
  expect(problems).toEqual([]);
});

test('every part and dialog is accessible, light on a desktop and dark on a phone', async () => {
  for (const article of [
    { title: 'Not yet', state: 'draft' },
    { title: 'No more', validUntil: '2020-01-01T00:00:00Z' },
  ])
    await baton.api.send('POST', '/api/articles', { content: 'About our sale.', ...article });
  const { page, problems } = await openInbox(browser, baton, { path: '/settings/handoffs' });
  const found: string[] = [];
  const look = async (place: string) =>
    found.push(...(await accessibilityProblems(page)).map((problem) => `${place}: ${problem}`));
  for (const [part, opens] of [
    ['Handoffs', null],
    ['Team', null],
    ['Team', 'Invite a teammate'],
    ['Team', 'Deactivate Ana Torres'],
    ['You', null],
    ['API keys', null],
    ['API keys', 'Make a key'],
    ['Articles', null],
    ['New article', null],
  ] as const) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: part === 'New article' ? 'Write an article' : part, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
    await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'hidden' });
    if (part === 'Articles')
      for (const name of [/^Not yet.*Draft/, /^No more.*Expired/]) await page.getByRole('link', { name }).waitFor();
    if (opens !== null) {
      await page.getByRole('button', { name: opens }).click();
      await page.getByRole('dialog').getByRole('button').last().waitFor();
    }
    await look(`${part}, ${opens ?? 'nothing'} open, light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await look(`${part}, ${opens ?? 'nothing'} open, dark`);
    expect([part, await scrollsSideways(page)]).toEqual([part, false]);
    if (opens === null) continue;
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  expect(found).toEqual([]);
  expect(problems).toEqual([]);
}, 180_000);

function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name });
}

async function assigneeOfNextHandoff(): Promise<string | undefined> {
  const customer = newCustomer();
  await baton.whatsapp.simulate.text(customer, 'Can I speak to a person?').delivered;
  return eventually(async () => {
    const [handoff] = await storedHandoffs(baton.db, customer.waId);
    if (handoff === undefined) throw new Error('no handoff yet');
    return handoff.assignee;
  });
}
