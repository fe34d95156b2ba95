import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { conversationOf } from '../support/seed';
import { accessibilityProblems, openInbox, startInbox, type OpenInbox } from './open-inbox';

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

/** A customer who wrote so long ago, and a teammate who looks at it now. */
async function openClosed(
  name: string,
  since = '2 days',
): Promise<OpenInbox & { id: string; customer: ReturnType<typeof newCustomer> }> {
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
