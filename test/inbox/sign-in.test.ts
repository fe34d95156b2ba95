import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { accessibilityInBothSchemes, openInbox, startInbox, watch } from './open-inbox';

let browser: Browser;
let baton: Baton;

const ANA = 'ana@example.com';

beforeAll(async () => {
  [browser, baton] = await Promise.all([openBrowser(), startInbox()]);
  // Without an invitation, which is a mail of its own.
  await baton.db.query(`insert into teammate (name, email, role) values ('Ana Torres', $1, 'teammate')`, [ANA]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

test('a code is typed where the mail’s link cannot be opened; a wrong one says so, and a link is good for one click', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 }, reducedMotion: 'reduce' });
  const { page, problems } = watch(await context.newPage());
  await page.goto(`${baton.url}/?filter=all`);
  await page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await page.getByLabel('Your e-mail address').fill(ANA);
  await page.keyboard.press('Enter');
  await page.getByText('a mail is on its way').waitFor();
  const { code, link } = await signInMail();

  // The focus is in the code's first place already.
  await page.keyboard.type(code === '000000' ? '111111' : '000000');
  await page.getByRole('alert').filter({ hasText: 'This code is wrong' }).waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await eventually(async () =>
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Code from the mail, digit 1 of 6'),
  );
  await page.keyboard.type(code);
  await page.getByRole('heading', { name: 'All' }).waitFor();

  const elsewhere = watch(await (await browser.newContext()).newPage());
  await elsewhere.page.goto(link);
  await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.page.getByText('This link was used already, or is too old.').waitFor();
  expect(await accessibilityInBothSchemes(elsewhere.page)).toEqual([]);
  await elsewhere.page.getByRole('button', { name: 'Ask for a new mail' }).click();
  await elsewhere.page.getByLabel('Your e-mail address').waitFor();
  expect([...problems, ...elsewhere.problems]).toEqual([]);
});

test('while mail is down the owner copies a link for a teammate, which lets them in once', async () => {
  const { page, context, problems } = await openInbox(browser, baton, { path: '/settings/team' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baton.url });
  await page.getByRole('button', { name: 'Sign-in link Ana Torres' }).click();
  const dialog = page.getByRole('dialog', { name: 'A sign-in link for Ana Torres' });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied').waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');

  const theirs = watch(await (await browser.newContext()).newPage());
  await theirs.page.goto(copied);
  await theirs.page.getByRole('button', { name: 'Sign in' }).click();
  await theirs.page.getByRole('button', { name: 'You: Ana Torres' }).waitFor();
  expect([...problems, ...theirs.problems]).toEqual([]);
});

test('signing out everywhere ends the teammate’s other browsers at their next step, and nobody else’s', async () => {
  const [here, there, owner] = await Promise.all([
    openInbox(browser, baton, { email: ANA }),
    openInbox(browser, baton, { email: ANA }),
    openInbox(browser, baton),
  ]);
  await here.page.getByRole('button', { name: 'You: Ana Torres' }).click();
  await here.page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  await here.page.getByLabel('Your e-mail address').waitFor();
  await there.page.getByRole('link', { name: 'All' }).click();
  await there.page.getByText('Your session has ended.').waitFor();
  await owner.page.getByRole('link', { name: 'All' }).click();
  await owner.page.getByRole('heading', { name: 'All' }).waitFor();
});

/** The code and the link of the newest sign-in mail. */
function signInMail(): Promise<{ code: string; link: string }> {
  return eventually(() => {
    const mail = baton.mail
      .emails()
      .findLast(({ to, html }) => to.includes(ANA) && html?.includes('/sign-in') === true);
    const code = /\b\d{6}\b/.exec(mail?.subject ?? '')?.[0];
    const link = /http:\/\/127[^"]*\/sign-in[^"]*/.exec(mail?.html ?? '')?.[0]?.replaceAll('&amp;', '&');
    if (code === undefined || link === undefined) throw new Error('no mail yet');
    return { code, link };
  });
}
