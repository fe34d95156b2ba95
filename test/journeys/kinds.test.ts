import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
});
afterEach(() => expectPromisesKept(baton));
afterAll(() => baton.stop());

/** A photo that is at WhatsApp, as the webhook of a customer's image names it. */
async function photo(bytes: Buffer): Promise<{ id: string; mime_type: string }> {
  const { whatsapp, config } = baton;
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', 'image/jpeg');
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
  const answer = await fetch(`${whatsapp.url}/v25.0/${config.whatsapp.phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${config.whatsapp.accessToken}` },
    body: form,
  });
  const { id } = z.object({ id: z.string() }).parse(await answer.json());
  return { id, mime_type: 'image/jpeg' };
}

const Shown = z.array(
  z.object({ media: z.array(z.object({ id: z.string(), state: z.string(), error: z.string().nullable() })) }),
);

async function mediaShown(conversationId: string): Promise<z.output<typeof Shown>[number]['media']> {
  const { body } = await baton.api.get(`/api/conversations/${conversationId}/messages`);
  return Shown.parse(body.items).flatMap(({ media }) => media);
}

async function download(conversationId: string, mediaId: string): Promise<Buffer> {
  const { url, env } = baton;
  const response = await fetch(`${url}/api/conversations/${conversationId}/media/${mediaId}`, {
    headers: { authorization: `Bearer ${env['API_KEY'] ?? ''}` },
  });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test('a customer’s photo is kept by us, byte for byte, and shown to a teammate, because WhatsApp forgets it', async () => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  const bytes = randomBytes(300_000);
  await whatsapp.simulate.inbound(ana, { type: 'image', image: await photo(bytes) }).delivered;
  const conversationId = await conversationOf(db, ana.waId);
  const [media] = await eventually(async () => {
    const shown = await mediaShown(conversationId);
    expect(shown).toMatchObject([{ state: 'stored' }]);
    return shown;
  });
  expect((await download(conversationId, media?.id ?? '')).equals(bytes)).toBe(true);
});

test('a photo without words is asked about once; the next one brings a person', async () => {
  const { whatsapp, db } = baton;
  const ana = newCustomer();
  const image = await photo(randomBytes(1_000));
  await whatsapp.simulate.inbound(ana, { type: 'image', image }).delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  expect((await storedMessages(db, ana.waId)).at(-1)?.text).toContain('in a few words');
  expect(await storedHandoffs(db, ana.waId)).toEqual([]);
  await whatsapp.simulate.inbound(ana, { type: 'image', image }).delivered;
  await eventually(async () => {
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([{ reason: 'unreadable_media' }]);
  });
});

test('a photo that cannot be copied now is copied later; one that never can be is shown as failed', async () => {
  const { db, whatsapp } = baton;
  const [ana, ben] = [newCustomer(), newCustomer()];
  const bytes = randomBytes(10_000);
  const image = await photo(bytes);
  const unavailable = whatsapp.faults.add({ route: 'media_file', fault: { kind: 'html' }, times: 2 });
  await whatsapp.simulate.inbound(ana, { type: 'image', image }).delivered;
  await whatsapp.simulate.inbound(ben, { type: 'image', image: { id: '404404404', mime_type: 'image/jpeg' } })
    .delivered;
  const [retried, gone] = [await conversationOf(db, ana.waId), await conversationOf(db, ben.waId)];
  const [media] = await eventually(async () => {
    expect(await mediaShown(gone)).toMatchObject([{ state: 'failed', error: 'media_gone' }]);
    const shown = await mediaShown(retried);
    expect(shown).toMatchObject([{ state: 'stored' }]);
    return shown;
  }, 25_000);
  expect(unavailable.hits()).toBe(2);
  expect((await download(retried, media?.id ?? '')).equals(bytes)).toBe(true);
});

test.each<[string, { type: string } & Record<string, unknown>]>([
  ['sticker', { type: 'sticker', sticker: { id: '1', mime_type: 'image/webp' } }],
  ['location', { type: 'location', location: { latitude: 38.7, longitude: -9.1, name: 'Our shop' } }],
  ['contact card', { type: 'contacts', contacts: [{ name: { formatted_name: 'Rui', first_name: 'Rui' } }] }],
  ['voice note', { type: 'audio', audio: { id: '2', mime_type: 'audio/ogg; codecs=opus', voice: true } }],
  ['message WhatsApp does not support', { type: 'unsupported', errors: [{ code: 131051, title: 'Unsupported' }] }],
  ['kind nobody has heard of', { type: 'hologram', hologram: { depth: 3 } }],
])('I5: a %s ends in an answer, a person or a recorded closing', async (_name, message) => {
  const { db, whatsapp } = baton;
  const ana = newCustomer();
  await whatsapp.simulate.inbound(ana, message).delivered;
  await eventually(async () => {
    const [stored] = await storedMessages(db, ana.waId);
    expect(stored).toMatchObject({ author: 'customer', needsAnswer: true });
    const handoffs = await storedHandoffs(db, ana.waId);
    expect(stored?.settledBy !== null || handoffs.length === 1).toBe(true);
  });
});

test('reactions, edits and revokes are shown on their message and need no answer of their own', async () => {
  const { db, whatsapp, api } = baton;
  const ana = newCustomer();
  const question = whatsapp.simulate.text(ana, 'How long does delivery to Spain take?');
  await question.delivered;
  const answer = await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  await whatsapp.simulate.react(ana, answer.id, '👍').delivered;
  await whatsapp.simulate.edit(ana, question.id, 'How long does delivery to France take?').delivered;
  await whatsapp.simulate.revoke(ana, question.id).delivered;
  const messages = await storedMessages(db, ana.waId);
  expect(messages.filter(({ needsAnswer }) => needsAnswer)).toMatchObject([
    { text: 'How long does delivery to France take?', settledBy: 'turn' },
  ]);
  const { body } = await api.get(`/api/conversations/${await conversationOf(db, ana.waId)}/messages`);
  expect(body.items?.find(({ waMessageId }) => waMessageId === question.id)).toMatchObject({
    edited: true,
    revoked: true,
    text: null,
  });
  expect(await storedHandoffs(db, ana.waId)).toEqual([]);
});

test.each(['Talk to a person', 'Mit Mensch sprechen', 'Biriyle görüş', 'Tala við manneskju'])(
  'I5: a tap on "%s" reaches a person, whatever the language',
  async (title) => {
    const { db, whatsapp } = baton;
    const ana = newCustomer();
    await whatsapp.simulate.inbound(ana, {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'talk_to_a_person', title } },
    }).delivered;
    await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
    expect(await storedHandoffs(db, ana.waId)).toMatchObject([{ reason: 'asked_for_person' }]);
  },
);
