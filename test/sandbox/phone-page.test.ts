import type { Browser } from 'playwright-core';
import { openBrowser, openPage, scrollsSideways } from '../support/browser';
import { messagesIn, startWithReceiver, statusesIn, stopAll, textToJames } from './whatsapp-fixture';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await stopAll();
});
afterAll(() => browser.close());

test('two customers each keep their own chat', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const { page, problems } = await openPage(browser, whatsApp.phonePageUrl);
  await page.getByRole('button', { name: /Ana Souza/ }).click();
  await page.getByLabel('Message', { exact: true }).fill('Oi *tudo* bem?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /James Carter/ }).click();
  await page.getByRole('button', { name: 'Hi, how long does delivery take?' }).click();
  await receiver.untilReceived(2);
  await page.locator('.mine').getByText('delivery take?').waitFor();
  expect(await page.locator('.mine').count()).toBe(1);
  await page.getByRole('button', { name: /Ana Souza/ }).click();
  expect(await page.locator('.mine strong').innerText()).toBe('tudo');
  const sent = receiver.received.flatMap(({ raw }) => messagesIn(raw)).map(({ from }) => from);
  expect(sent).toEqual(['5511900001234', '447700900321']);
  expect(problems).toEqual([]);
});

test('a half-written message stays with its customer', async () => {
  const { whatsApp } = await startWithReceiver();
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#ana`);
  const field = page.getByLabel('Message', { exact: true });
  await field.fill('Oi, eu');
  await page.getByRole('button', { name: /James Carter/ }).click();
  expect(await field.inputValue()).toBe('');
  await page.getByRole('button', { name: /Ana Souza/ }).click();
  expect(await field.inputValue()).toBe('Oi, eu');
  expect(problems).toEqual([]);
});

test('ticks tell how far a message came, and the business sees that its answer was read', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver({ timings: { webhookRetryMs: [60_000] } });
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#james`);
  receiver.answers.push(503);
  await page.getByLabel('Message', { exact: true }).fill('hello');
  await page.keyboard.press('Enter');
  await page.getByText('Not delivered yet, retrying.').waitFor();
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Retry now' }).click();
  await page.getByRole('img', { name: 'Delivered' }).waitFor();
  expect(await page.getByText('Not delivered yet').count()).toBe(0);

  const [message] = whatsApp.simulate.chat({ id: 'james' });
  await graph.send({ status: 'read', message_id: message?.id, typing_indicator: { type: 'text' } });
  await page.getByRole('img', { name: 'Read' }).waitFor();
  await page.locator('#presence').getByText('typing…').waitFor();
  await graph.send(textToJames('Hi James'));
  await page.locator('.theirs').getByText('Hi James').waitFor();
  await page.locator('#presence').getByText('Business account').waitFor();
  await receiver.untilReceived(5);
  expect(receiver.received.flatMap(({ raw }) => statusesIn(raw)).map(({ status }) => status)).toEqual([
    'sent',
    'delivered',
    'read',
  ]);
  expect(problems).toEqual([]);
});

test('a reply button and a list row are tapped once and arrive as replies to their message', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#james`);
  const interactive = (content: unknown) =>
    graph.send({ to: '447700900321', type: 'interactive', interactive: content });
  const asked = await interactive({
    type: 'button',
    body: { text: 'Shall I get a person?' },
    action: { buttons: [{ type: 'reply', reply: { id: 'human', title: 'Talk to a person' } }] },
  });
  await page.locator('.tap', { hasText: 'Talk to a person' }).click();
  await page.locator('.mine').getByText('Talk to a person').waitFor();
  expect(await page.locator('.tap', { hasText: 'Talk to a person' }).isDisabled()).toBe(true);
  await interactive({
    type: 'list',
    body: { text: 'Which lamp?' },
    action: {
      button: 'Choose',
      sections: [{ title: 'Lamps', rows: [{ id: 'luna', title: 'Luna', description: 'Table lamp' }] }],
    },
  });
  await page.getByRole('button', { name: 'Choose' }).click();
  await page.getByRole('button', { name: /Luna/ }).click();
  await page.locator('.mine').getByText('Luna').waitFor();
  const replies = receiver.received.flatMap(({ raw }) => messagesIn(raw));
  expect(replies).toMatchObject([
    {
      context: { id: asked.body.messages?.[0]?.id },
      interactive: { type: 'button_reply', button_reply: { id: 'human', title: 'Talk to a person' } },
    },
    { interactive: { type: 'list_reply', list_reply: { id: 'luna', title: 'Luna', description: 'Table lamp' } } },
  ]);
  expect(problems).toEqual([]);
});

test('photo, voice note and location are sent with one choice, and can be downloaded by the business', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#ana`);
  for (const choice of ['Sample photo', 'Sample voice note', 'Location']) {
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.getByRole('menuitem', { name: choice }).click();
  }
  await receiver.untilReceived(3);
  const sent = receiver.received.flatMap(({ raw }) => messagesIn(raw));
  const audio = sent.find(({ type }) => type === 'audio')?.['audio'] as {
    id: string;
    mime_type: string;
    voice: boolean;
  };
  expect(sent.map(({ type }) => type).sort()).toEqual(['audio', 'image', 'location']);
  expect(audio).toMatchObject({ mime_type: 'audio/ogg; codecs=opus', voice: true });
  expect((await graph.get(audio.id)).body['mime_type']).toBe('audio/ogg; codecs=opus');
  await page.locator('.bubble img').waitFor();
  expect(problems).toEqual([]);
});

test('a refused answer shows as a note, and text cannot inject markup', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#james`);
  whatsApp.faults.add({ route: 'messages', fault: { kind: 'fails_later', code: 131026 } });
  await graph.send(textToJames('never arrives'));
  await page.getByText('did not arrive').waitFor();
  await graph.send(textToJames('<img src=x onerror="document.title=1">'));
  await page.locator('.theirs').getByText('<img src=x').waitFor();
  expect(await page.title()).toBe('Casa Luma · sandbox phone');
  expect(problems).toEqual([]);
});

test('the controls arm a fault and take a phone offline', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const { page, problems } = await openPage(browser, `${whatsApp.phonePageUrl}#james`);
  await page.getByRole('button', { name: 'Sandbox controls' }).click();
  await page.getByRole('button', { name: /Refuse the next message/ }).click();
  await page.getByText('refused with 131056 · waiting').waitFor();
  expect((await graph.send(textToJames('x'))).body.error?.code).toBe(131056);
  await page.getByRole('switch', { name: 'Online', exact: true }).click();
  await page.getByText('This phone is offline.').waitFor();
  await page.getByLabel('Message', { exact: true }).fill('in the tunnel');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Waiting for the phone to be online' }).waitFor();
  expect(problems).toEqual([]);
});

test('a new customer can be added on a narrow screen, where list and chat take turns', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const { page, problems } = await openPage(browser, whatsApp.phonePageUrl, 390);
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Noor Haddad');
  await page.getByLabel(/Uses a username/).check();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Hi! I have a question' }).click();
  await receiver.untilReceived(1);
  expect(messagesIn(receiver.received[0]?.raw ?? Buffer.alloc(0))[0]?.from).toBeUndefined();
  expect(await page.getByRole('button', { name: /Ana Souza/ }).isVisible()).toBe(false);
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: 'Back to the customers' }).click();
  await page.getByRole('button', { name: /Noor Haddad/ }).waitFor();
  expect(problems).toEqual([]);
});
