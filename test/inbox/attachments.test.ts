import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openBrowser } from '../support/browser';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
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
const attached = (page: Page) => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
const sent = (page: Page) => page.getByRole('log').locator('[data-author="teammate"]');
const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByTestId('files').setInputFiles(files);
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 an offer') });

/** Begins an answer to the customer's first message by keyboard. */
async function quoteFirst(page: Page): Promise<void> {
  const question = page.getByRole('log').locator('[data-author="customer"]').first();
  await question.getByRole('button', { name: 'Reply to this' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Replying to' }).getByText('How long does delivery to Spain').waitFor();
}

const untilUploaded = (page: Page) => attached(page).getByText(/kB$/).first().waitFor();
const bytesOf = async (id: string): Promise<Buffer> => {
  const { rows } = await baton.db.query<{ bytes: Buffer }>(
    `select string_agg(c.bytes, '' order by c.number) as bytes from media_chunk c join media d on d.id = c.media_id
      left join message m on m.id = d.message_id where coalesce(m.conversation_id, d.conversation_id) = $1`,
    [id],
  );
  return rows[0]?.bytes ?? Buffer.alloc(0);
};

/** A red and a blue half side by side, 60 by 40. */
async function picture(page: Page, type: 'image/jpeg' | 'image/png'): Promise<Buffer> {
  const address = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#ff0000'; context.fillRect(0, 0, 30, 40);
    context.fillStyle = '#0000ff'; context.fillRect(30, 0, 30, 40);
    return canvas.toDataURL('${type}');
  })()`);
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

/** As a phone held upright takes it: lying on its side, with a note to turn it by a quarter. */
function turned(jpeg: Buffer): Buffer {
  const note = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  return Buffer.concat([jpeg.subarray(0, 2), note, jpeg.subarray(2)]);
}

test('a photo is turned upright, loses what the camera noted, and reaches the customer with its words', async () => {
  const { page, id, customer, problems } = await open('Photo Customer');
  await choose(page, {
    name: 'IMG 1.heic.jpg',
    mimeType: 'image/jpeg',
    buffer: turned(await picture(page, 'image/jpeg')),
  });
  await untilUploaded(page);
  await quoteFirst(page);
  expect(await accessibilityProblems(page)).toEqual([]);
  await composer(page).fill('Is it this one?');
  await page.getByRole('button', { name: 'Send' }).click();
  await sent(page).locator('[data-state="delivered"]').waitFor();
  expect(await sent(page).locator('img').count()).toBe(1);
  expect(await attached(page).count()).toBe(0);
  const [photo] = baton.whatsapp.simulate.chat(customer).filter(({ type }) => type === 'image');
  expect(photo?.content).toMatchObject({ image: { caption: '*Olivia:* Is it this one?' } });
  const stored = await bytesOf(id);
  expect(stored.includes('Exif')).toBe(false);
  const seen = await page.evaluate<[number, number, string]>(`(async () => {
    const picture = await createImageBitmap(await (await fetch(document.querySelector('[role=log] img').src)).blob());
    const context = Object.assign(document.createElement('canvas'), { width: 40, height: 60 }).getContext('2d');
    context.drawImage(picture, 0, 0);
    const [red, , blue] = context.getImageData(20, 10, 1, 1).data;
    return [picture.width, picture.height, red > blue ? 'red above' : 'blue above'];
  })()`);
  expect(seen).toEqual([40, 60, 'red above']);
  expect(problems).toEqual([]);
});

/** Files as the clipboard or the hand brings them. */
async function give(page: Page, how: 'paste' | 'drop', files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const { name, mimeType, base64 } of ${JSON.stringify(given)}) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    const options = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
    const event = '${how}' === 'paste' ? new ClipboardEvent('paste', options) : new DragEvent('drop', options);
    document.querySelector('textarea[data-key="r"]').dispatchEvent(event);
  })()`);
}

test('what is pasted and dropped is attached, each file its own message; what WhatsApp does not take says so and can be removed', async () => {
  const { page, customer, problems } = await open('Drop Customer');
  await give(page, 'paste', [{ name: 'image.png', mimeType: 'image/png', buffer: await picture(page, 'image/png') }]);
  await give(page, 'drop', [pdf('Offer.pdf'), { name: 'clip.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') }]);
  await attached(page).getByText('WhatsApp does not take this kind of file.').waitFor();
  await composer(page).fill('All of it');
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Remove clip.mp4' }).click();
  await composer(page).press('Enter');
  await eventually(() => {
    const types = baton.whatsapp.simulate
      .chat(customer)
      .filter(({ from }) => from === 'business')
      .map(({ type }) => type);
    expect(types.slice(1)).toEqual(['image', 'document']);
  }, 40_000);
  await page.getByRole('log').getByRole('link', { name: 'Offer.pdf' }).waitFor();
  expect(problems).toEqual([]);
});

test('an upload that breaks off is tried again by one click, and what was uploaded outlives a reload', async () => {
  const { page, context, customer } = await open('Broken Upload');
  let isCut = true;
  await context.route('**/attachments?*', (route) => (isCut ? route.abort('connectionreset') : route.continue()));
  await choose(page, pdf('Offer.pdf'));
  await attached(page).getByText('Baton cannot be reached at the moment.').waitFor();
  isCut = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await untilUploaded(page);
  await composer(page).fill('Here it is');
  await page.reload();
  await attached(page).getByText('Offer.pdf').waitFor();
  expect(await composer(page).inputValue()).toBe('Here it is');
  await composer(page).press('Enter');
  await baton.whatsapp.log.waitForAccepted(({ to, type }) => to === customer.waId && type === 'document');
});

test('a message is quoted by keyboard, the customer sees which, and the quote leads back to it', async () => {
  const { page, id, customer, problems } = await open('Quoted Customer');
  await quoteFirst(page);
  await page.keyboard.type('Three days.');
  await page.reload();
  await page.getByRole('group', { name: 'Replying to' }).waitFor();
  await composer(page).press('Enter');
  await sent(page).locator('[data-state="delivered"]').waitFor();
  expect(await page.getByRole('group', { name: 'Replying to' }).count()).toBe(0);
  const chat = baton.whatsapp.simulate.chat(customer);
  expect(chat.at(-1)?.replyTo).toBe(chat[0]?.id);
  // So long ago that it is no longer on the page.
  await baton.db.query(
    `with question as (update message set placed_at = placed_at - interval '2 hours', created_at = created_at - interval '2 hours'
        where conversation_id = $1 and author = 'customer' returning *)
      insert into message (conversation_id, number, placed_at, created_at, author, kind, text, wa_message_id, state)
        select conversation_id, 1000 + n, placed_at + interval '1 hour', placed_at + interval '1 hour', 'customer', 'text',
          'Filler ' || n, 'wamid.filler' || n, 'received' from question, generate_series(1, 150) n`,
    [id],
  );
  await page.reload();
  const quote = sent(page).getByRole('button', { name: /Show the quoted message/ });
  await quote.waitFor();
  const questions = page.getByRole('log').locator('[data-author="customer"]', { hasText: 'How long does delivery' });
  expect(await questions.count()).toBe(0);
  await quote.click();
  await page.locator('[data-found]').getByText('How long does delivery to Spain').waitFor();
  expect(problems).toEqual([]);
});

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
