import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';
import { uploadToWhatsApp } from '../support/upload-to-whatsapp';
import { accessibilityInBothSchemes, accessibilityProblems, openInbox, startInbox } from './open-inbox';

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

test('“Why?” says from which article the AI answered and which rule handed over, in plain words first', async () => {
  const customer = newCustomer('Curious Customer');
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  const { page, problems } = await openInbox(browser, baton, { path: '/?filter=all' });
  await page
    .getByRole('link', { name: /Curious Customer/ })
    .first()
    .click();
  const history = page.getByRole('log');
  const answer = history.locator('[data-author="ai"]').filter({ hasText: 'We ship from Lisbon' });
  await answer.waitFor();
  await baton.whatsapp.simulate.text(customer, 'That is too long. I want to speak to a person').delivered;
  // As a turn of a model that heard less in it than the fixed rules did.
  await baton.db.query(
    `update turn set decision = decision || '{"disagreement": "anger_seen_by_rules_only"}' where kind = 'reply'`,
  );
  await answer.getByRole('button', { name: 'Why?' }).click();
  const record = page.getByRole('dialog', { name: 'Why?' });
  await record.getByText(/^Answered from “.*[Dd]elivery.*”\.$/).waitFor();
  await record.getByText('How long does delivery to Spain take?').waitFor();
  await record.getByText('The fixed rules heard annoyance; the model did not hand over.').waitFor();
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
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await record.waitFor({ state: 'detached' });

  const card = page.getByRole('region', { name: 'Handoff' });
  await card.getByText('What the AI tried').waitFor();
  await card.getByText(/We ship from Lisbon/).waitFor();
  await card.getByText(/^from “.*[Dd]elivery.*”$/).waitFor();
  expect(problems).toEqual([]);
});

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

test('a teammate reads what was said in a voice note, and in the handoff what is wanted and known', async () => {
  const customer = newCustomer('Ana Azul');
  await baton.whatsapp.simulate.text(customer, 'My order CL-4512 arrived broken, I want to talk to a human').delivered;
  const id = await conversationOf(baton.db, customer.waId);
  // What comes after the mail is in no summary.
  await eventually(async () => {
    const { handoff } = (await baton.api.get(`/api/conversations/${id}`)).body as {
      handoff: { steps: { email: { state: string } } } | null;
    };
    expect(handoff?.steps.email.state).toBe('done');
  });
  const audio = { ...(await uploadToWhatsApp(baton, 'audio/ogg', Buffer.from('OggS'))), voice: true };
  await baton.whatsapp.simulate.inbound(customer, { type: 'audio', audio }).delivered;
  // As a model that listens stores what it heard.
  await baton.db.query(
    `update message set text = 'It was the blue one', transcribed_at = now() where conversation_id = $1 and kind = 'audio'`,
    [id],
  );
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}?filter=all` });
  const history = page.getByRole('log');
  await history.getByLabel('Voice message').waitFor();
  await history.getByText('What was said, as an AI heard it:').waitFor();
  await history.getByText('It was the blue one').waitFor();
  const handoff = page.getByRole('region', { name: 'Handoff' });
  await handoff.getByText('Wants', { exact: true }).waitFor();
  expect(await handoff.innerText()).toMatch(
    /Wants\s+“My order CL-4512.*\s+Tried\s+no answer yet\s+Known\s+Ana Azul, CL-4512/,
  );
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('what was closed as advertising is said in the history, and one click has it answered', async () => {
  const customer = newCustomer('Lucky Winner');
  const text = 'Congratulations, you have won! Claim your prize at https://win.example';
  await baton.whatsapp.simulate.text(customer, text).delivered;
  const id = await conversationOf(baton.db, customer.waId);
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}?filter=all` });
  const history = page.getByRole('log');
  await history.getByText('Taken for advertising, so nobody answers').waitFor();
  expect(await accessibilityInBothSchemes(page)).toEqual([]);
  await history.getByRole('button', { name: 'It was a person' }).click();
  await history.getByText(/said that a person wrote this/).waitFor();
  await history.locator('[data-author="ai"]').first().waitFor();
  expect(await history.getByRole('button', { name: 'It was a person' }).count()).toBe(0);
  expect(problems).toEqual([]);
});
