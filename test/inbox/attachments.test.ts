import type { Browser, Page } from 'playwright-core';
import type { Baton } from '../support/baton';
import { openWholeBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { choose, give, pdf, picture, turned, video } from './files';
import { openAnswered } from './open-answered';
import { accessibilityProblems, startInbox } from './open-inbox';

let browser: Browser;
let baton: Baton;

beforeAll(async () => {
  [browser, baton] = await Promise.all([openWholeBrowser(), startInbox()]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await baton.stop();
});

const open = (name: string) => openAnswered(browser, baton, name);
const composer = (page: Page) => page.getByRole('textbox', { name: /^Reply to / });
const attached = (page: Page) => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
const sent = (page: Page) => page.getByRole('log').locator('[data-author="teammate"]');
/** `[key, name]` of what the browser keeps of files. */
const KEPT_FILES = `new Promise((resolve) => {
  const opening = indexedDB.open('baton');
  opening.onsuccess = () => {
    const all = opening.result.transaction('files').objectStore('files').getAll();
    all.onsuccess = () => { opening.result.close(); resolve(all.result.map(({ key, file }) => [key, file.name])); };
  };
})`;
const forgetFile = (key: string) => `new Promise((resolve) => {
  const opening = indexedDB.open('baton');
  opening.onsuccess = () => {
    const gone = opening.result.transaction('files', 'readwrite').objectStore('files').delete('${key}');
    gone.onsuccess = () => { opening.result.close(); resolve(); };
  };
})`;

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

test('what is pasted and dropped is attached, each file its own message; what WhatsApp does not take says so and can be removed', async () => {
  const { page, customer, problems } = await open('Drop Customer');
  await give(page, 'paste', [{ name: 'image.png', mimeType: 'image/png', buffer: await picture(page, 'image/png') }]);
  await give(page, 'drop', [pdf('Offer.pdf'), { name: 'setup.exe', mimeType: '', buffer: Buffer.from('x') }]);
  await attached(page).getByText('WhatsApp does not take this kind of file.').waitFor();
  await composer(page).fill('All of it');
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Remove setup.exe' }).click();
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

test('a video goes with its words and audio after them; what WhatsApp would refuse says so before it is uploaded', async () => {
  const { page, context, customer, problems } = await open('Video Customer');
  let uploads = 0;
  context.on('request', (request) => (uploads += request.url().includes('/attachments') ? 1 : 0));
  const refused: [string, ReturnType<typeof pdf>][] = [
    ['This one is coded otherwise', video('new phone.mp4', { codecs: ['hvc1', 'mp4a'] })],
    ['Videos may have 16 MB at most.', video('long.mp4', { codecs: ['avc1'], bytes: 16 * 1024 * 1024 })],
    ['WhatsApp takes videos as MP4 or 3GP', { ...pdf('clip.mov'), mimeType: 'video/quicktime' }],
    ['Ogg files with Opus only', { name: 'song.ogg', mimeType: 'audio/ogg', buffer: Buffer.from('OggS vorbis') }],
  ];
  for (const [words, file] of refused) {
    await choose(page, file);
    await attached(page).getByText(words).waitFor();
    await page.getByRole('button', { name: `Remove ${file.name}` }).click();
  }
  expect(uploads).toBe(0);

  await choose(page, video('how to.mp4', { codecs: ['avc1', 'mp4a'] }));
  await untilUploaded(page);
  await composer(page).fill('Turn it like this');
  await composer(page).press('Enter');
  await sent(page).locator('video').waitFor();
  await choose(page, { name: 'voice.ogg', mimeType: 'audio/ogg', buffer: Buffer.from('OggS ... OpusHead') });
  await untilUploaded(page);
  await composer(page).fill('And listen');
  await composer(page).press('Enter');
  await eventually(() => {
    const [, shown, words, heard] = baton.whatsapp.simulate.chat(customer).filter(({ from }) => from === 'business');
    expect(shown?.content).toMatchObject({ video: { caption: '*Olivia:* Turn it like this' } });
    expect(words?.content).toMatchObject({ text: { body: 'And listen' } });
    expect(heard?.type).toBe('audio');
  }, 40_000);
  await sent(page).locator('audio').waitFor();
  expect(problems).toEqual([]);
});

test('a file that was not wholly uploaded is uploaded after a reload, and one the browser did not keep is asked for by name', async () => {
  const { page, context, customer } = await open('Reloaded Upload');
  let isHeld = true;
  await context.route('**/attachments?*', (route) => (isHeld ? undefined : route.continue()));
  await choose(page, pdf('Offer.pdf'), pdf('Lost.pdf'));
  await composer(page).fill('Here it is');
  const kept = await eventually(async () => {
    const names = await page.evaluate<[string, string][]>(KEPT_FILES);
    expect(names).toHaveLength(2);
    return names;
  });
  const lost = kept.find(([, name]) => name === 'Lost.pdf')?.[0] ?? '';
  await page.evaluate(forgetFile(lost));
  isHeld = false;
  await page.reload();
  await attached(page).getByText('This browser did not keep “Lost.pdf”: choose it again.').waitFor();
  await untilUploaded(page);
  expect(await composer(page).inputValue()).toBe('Here it is');
  await page.getByRole('button', { name: 'Remove Lost.pdf' }).click();
  await composer(page).press('Enter');
  await baton.whatsapp.log.waitForAccepted(({ to, type }) => to === customer.waId && type === 'document');
  await eventually(async () => expect(await page.evaluate(KEPT_FILES)).toEqual([]));
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
