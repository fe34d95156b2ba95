import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

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

test.each(['light', 'dark'] as const)(
  '“Why?” says from which article the AI answered and which rule handed over, in plain words first, in %s',
  async (colorScheme) => {
    const customer = newCustomer(`Curious in ${colorScheme}`);
    await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
    const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all', colorScheme });
    await page
      .getByRole('link', { name: new RegExp(`Curious in ${colorScheme}`) })
      .first()
      .click();
    const history = page.getByRole('log');
    const answer = history.locator('[data-author="ai"]').filter({ hasText: 'We ship from Lisbon' });
    await answer.waitFor();
    await baton.whatsapp.simulate.text(customer, 'That is too long. I want to speak to a person').delivered;
    await answer.getByRole('button', { name: 'Why?' }).click();
    const record = page.getByRole('dialog', { name: 'Why?' });
    await record.getByText(/^Answered from “.*[Dd]elivery.*”\.$/).waitFor();
    await record.getByText('How long does delivery to Spain take?').waitFor();
    await record.getByText('the offline AI, without a model').waitFor();
    await record.getByRole('link', { name: /Temporal UI/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await record.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Why?');

    const request = history.locator('[data-author="customer"]').filter({ hasText: 'speak to a person' });
    await request.getByRole('button', { name: 'Why?' }).click();
    await record
      .getByText('Handed over: the customer asked for a person (rule: explicit request, words “speak to a person”).')
      .waitFor();
    await page.keyboard.press('Escape');
    await record.waitFor({ state: 'detached' });

    const card = page.getByRole('region', { name: 'Handoff' });
    await card.getByText('What the AI tried').waitFor();
    await card.getByText(/We ship from Lisbon/).waitFor();
    await card.getByText(/^from “.*[Dd]elivery.*”$/).waitFor();
    expect(problems).toEqual([]);
  },
);

test('an answered question asks no “Why?”, and hostile words in the record stay words', async () => {
  const customer = newCustomer('<img src=x onerror=alert(1)>');
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page
    .getByRole('link', { name: /onerror/ })
    .first()
    .click();
  const history = page.getByRole('log');
  await history.getByText('We ship from Lisbon').waitFor();
  expect(await history.getByRole('button', { name: 'Why?' }).count()).toBe(1);
  const hostile = '<b onclick="alert(1)">human</b> please, a human \u202e javascript:alert(1)';
  await baton.whatsapp.simulate.text(customer, hostile).delivered;
  const asked = history.locator('[data-author="customer"]').filter({ hasText: 'javascript:alert(1)' });
  await page.getByText('Assigned to').first().waitFor();
  await asked.getByRole('button', { name: 'Why?' }).click();
  await page.getByRole('dialog', { name: 'Why?' }).getByText(hostile).waitFor();
  expect(await page.locator('b[onclick], img[onerror]').count()).toBe(0);
  expect(problems).toEqual([]);
});
