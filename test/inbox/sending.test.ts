import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { conversationOf } from '../support/seed';
import { openAnswered, type OpenConversation } from './open-answered';
import { accessibilityProblems, openInbox, startInbox } from './open-inbox';

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

const open = (name: string) => openAnswered(browser, baton, name);
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

/** A customer who wrote so long ago, and a teammate who looks at it now. */
async function openClosed(name: string, since = '2 days'): Promise<OpenConversation> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, '¿Cuánto tarda el envío a España?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(baton.db, customer.waId);
  await baton.db.query(
    `update conversation set last_customer_message_at = now() - $2::interval, language = 'es' where id = $1`,
    [id, since],
  );
  return { id, customer, ...(await openInbox(browser, baton, { path: `/conversations/${id}` })) };
}

test('after the 24 hours a template is chosen, filled and sent by keyboard alone; the preview is what arrives', async () => {
  const { page, id, customer, problems } = await openClosed('Late Customer');
  await page.getByText('WhatsApp’s 24 hours are over').waitFor();
  await page.getByLabel('Reply to Late Customer').fill('Words are kept, not sent');
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Attach a file' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Choose a template' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose a template' });
  // The customer's language comes first.
  const first = dialog.getByRole('button', { name: /Conversation follow up/ }).first();
  await first.waitFor();
  expect(await first.innerText()).toContain('Hola {{1}}');
  await first.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Conversation follow up' });
  await form.getByLabel('Variable 1').waitFor();
  await page.keyboard.type('Ana');
  const words = 'Hola Ana, tenemos una respuesta a tu consulta. ¿Seguimos por aquí?';
  await form.getByRole('group', { name: 'What the customer will read' }).getByText(words).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const bubble = page.getByRole('log').locator('[data-author="teammate"]', { hasText: words });
  await bubble.locator('[data-state="delivered"]').waitFor();
  await page.getByText('You answer.').waitFor();
  expect(await page.getByLabel('Reply to Late Customer').inputValue()).toBe('Words are kept, not sent');
  const arrived = baton.whatsapp.simulate.chat(customer).filter(({ type }) => type === 'template');
  expect(arrived.map(({ content }) => content['filled'])).toEqual([{ text: words, quickReply: 'Continuar' }]);
  expect((await baton.api.get(`/api/conversations/${id}`)).body).toMatchObject({ handler: { kind: 'teammate' } });
  expect(problems).toEqual([]);
});

test('templates are offered beside free text once the 24 hours end within the hour, and not before', async () => {
  const early = await openClosed('Early Customer', '22 hours');
  await early.page.getByLabel('Reply to Early Customer').waitFor();
  expect(await early.page.getByRole('button', { name: 'Choose a template' }).count()).toBe(0);
  const { page, customer, problems } = await openClosed('Closing Customer', '23 hours 20 minutes');
  await page.getByText(/^WhatsApp’s 24 hours end in (39|40) min\./).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Reply to Closing Customer').fill('Free text still goes');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('button', { name: /Hola/ }).click();
  await page.getByLabel('Variable 1').fill('Ana');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  const bubble = page.getByRole('log').locator('[data-author="teammate"]', { hasText: 'Hola Ana' });
  await bubble.locator('[data-state="delivered"]').waitFor();
  const types = baton.whatsapp.simulate.chat(customer).map(({ type }) => type);
  expect(types.slice(-2)).toEqual(['text', 'template']);
  expect(problems).toEqual([]);
});

test('a template that WhatsApp refuses says what to do, and does not pretend that sending it again would help', async () => {
  const { page, customer } = await openClosed('Refused Template');
  baton.whatsapp.faults.add({ route: 'messages', to: customer.waId, fault: { kind: 'provider_error', code: 132_015 } });
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('button', { name: /Hola/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: /Hola/ }).click();
  await page.getByLabel('Variable 1').fill('Ana');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await page.getByText('Choose another approved template or correct its parameters').waitFor();
});

test.each([
  [
    'without an account to ask, the variable to set is named',
    409,
    'not_configured',
    'Set WHATSAPP_BUSINESS_ACCOUNT_ID',
  ],
  ['what WhatsApp says about a refused token is shown', 400, 'invalid_request', 'Connect WhatsApp again'],
])('%s', async (_what, status, code, detail) => {
  const { page, context } = await openClosed('No Templates');
  const problem = { type: 'x', title: 'x', status, code, detail };
  await context.route('**/api/templates', (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('dialog').getByText(detail).waitFor();
});
