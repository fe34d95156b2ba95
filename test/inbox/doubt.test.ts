import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox, type OpenInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([
    openBrowser(),
    startInbox({ timings: { sendTimeout: 1_500, attemptOver: 2_000, evidence: 3_000 } }),
  ]);
});
afterEach(async () => {
  baton.whatsapp.faults.clear();
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

interface Opened extends OpenInbox {
  customer: ReturnType<typeof newCustomer>;
  id: string;
}

/** A customer who has been answered, and a teammate who has the conversation open. */
async function open(name: string): Promise<Opened> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(baton.db, customer.waId);
  const inbox = await openInbox(browser, baton, { path: `/conversations/${id}` });
  await inbox.page.getByRole('log').getByText('How long does delivery to Spain').waitFor();
  return { ...inbox, customer, id };
}

const composer = (page: Page) => page.getByRole('textbox', { name: /^Reply to / });
const sent = (page: Page) => page.getByRole('log').locator('[data-author="teammate"]');

test('a message in doubt asks: a double click sends it again once, and a teammate’s word that it arrived ends the waiting', async () => {
  const { page, id, customer, problems } = await open('Doubtful Customer');
  const write = async (text: string) => {
    baton.whatsapp.faults.add({ route: 'messages', to: customer.waId, fault: { kind: 'reset' } });
    await composer(page).fill(text);
    await composer(page).press('Enter');
    const bubble = sent(page).filter({ hasText: text });
    await bubble.getByText('Send it again, or did it arrive?').waitFor();
    return bubble;
  };
  const waitingSince = async () => (await baton.api.get(`/api/conversations/${id}`)).body['waitingSince'];
  const lost = await write('Lost on its way');
  expect(await waitingSince()).not.toBeNull();
  await lost.getByRole('button', { name: 'Send again' }).dblclick();
  await lost.getByText('Sent again below.').waitFor();
  await sent(page).filter({ hasText: 'Lost on its way' }).locator('[data-state="delivered"]').waitFor();
  // As the customer was to see it: the first message of a stretch names its author.
  expect(await sent(page).getByTestId('message-text').allInnerTexts()).toEqual([
    'Olivia: Lost on its way',
    'Lost on its way',
  ]);
  expect(baton.whatsapp.log.accepted().filter(({ text }) => text?.endsWith('Lost on its way'))).toHaveLength(1);

  const arrived = await write('Arrived, says she');
  expect(await waitingSince()).not.toBeNull();
  await arrived.getByRole('button', { name: 'It arrived' }).click();
  await arrived.getByText('You said that it arrived.').waitFor();
  expect(await waitingSince()).toBeNull();
  expect(problems).toEqual([]);
});

test('a message that failed says why in one sentence, and offers to send it again only where that can help', async () => {
  const { page, customer } = await open('Failed Customer');
  const fails = async (text: string, code: number) => {
    baton.whatsapp.faults.add({ route: 'messages', to: customer.waId, fault: { kind: 'provider_error', code } });
    await composer(page).fill(text);
    await composer(page).press('Enter');
    const bubble = sent(page).filter({ hasText: text });
    await bubble.getByText(/^Not delivered\. /).waitFor();
    return bubble;
  };
  const unreachable = await fails('Cannot be reached', 131026);
  await unreachable.getByText('such as a call or e-mail').waitFor();
  expect(await unreachable.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  const blocked = await fails('May pass', 131030);
  await blocked.getByRole('button', { name: 'Send again' }).click();
  await sent(page).filter({ hasText: 'May pass' }).locator('[data-state="delivered"]').waitFor();
});

test('an answer of the AI in doubt offers its words for a person’s own, behind the draft, and asks whether it arrived', async () => {
  const customer = newCustomer('Unsure Customer');
  baton.whatsapp.faults.add({ route: 'messages', to: customer.waId, fault: { kind: 'reset' } });
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  const id = await conversationOf(baton.db, customer.waId);
  const { page, problems } = await openInbox(browser, baton, { path: `/conversations/${id}` });
  const answer = page
    .getByRole('log')
    .locator('[data-author="ai"]')
    .filter({ has: page.locator('[data-state="unconfirmed"]') });
  await answer.getByText('whether the AI’s answer arrived').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await composer(page).fill('Hello!');
  await answer.getByRole('button', { name: 'Write it again' }).click();
  expect(await composer(page).inputValue()).toMatch(/^Hello!\n\n.*2 to 3 working days/s);
  expect(await composer(page).and(page.locator(':focus')).count()).toBe(1);
  const waitingSince = async () => (await baton.api.get(`/api/conversations/${id}`)).body['waitingSince'];
  expect(await waitingSince()).not.toBeNull();
  await answer.getByRole('button', { name: 'It arrived' }).click();
  await answer.getByText('You said that it arrived.').waitFor();
  expect(await waitingSince()).toBeNull();
  expect(problems).toEqual([]);
});
