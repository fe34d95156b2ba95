import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { NewFaultRule } from '../../sandbox/faults/fault';
import { startBaton, type Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedMessages } from '../support/stored';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ timings: { sendTimeout: 1_500, attemptOver: 2_000, evidence: 4_000 } });
});
afterEach(async () => {
  baton.whatsapp.faults.clear();
  await expectPromisesKept(baton);
});
afterAll(() => baton.stop());

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(600_000)]);

interface Writer {
  customer: ReturnType<typeof newCustomer>;
  id: string;
}

/** A customer who has been answered, so that a teammate may write. */
async function writer(): Promise<Writer> {
  const customer = newCustomer();
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  return { customer, id: await conversationOf(baton.db, customer.waId) };
}

async function upload(id: string, bytes: Buffer, type: string, query = ''): Promise<string> {
  const answer = await fetch(`${baton.url}/api/conversations/${id}/attachments${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${baton.env['API_KEY'] ?? ''}`, 'content-type': type },
    body: new Uint8Array(bytes),
  });
  expect(answer.status).toBe(201);
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

const received = ({ customer }: Writer, type: string) =>
  eventually(() => {
    const found = baton.whatsapp.simulate
      .chat(customer)
      .filter((each) => each.type === type && each.from === 'business');
    if (found.length === 0) throw new Error(`no ${type} has arrived`);
    return found;
  });

/** The file that the customer's phone would download. */
async function bytesAt(waMediaId: string): Promise<Buffer> {
  const { url, env } = { url: baton.whatsapp.url, env: baton.env };
  const headers = { authorization: `Bearer ${env['WHATSAPP_ACCESS_TOKEN'] ?? ''}` };
  const found = await fetch(`${url}/v25.0/${waMediaId}`, { headers });
  const { url: address } = z.object({ url: z.string() }).parse(await found.json());
  return Buffer.from(await (await fetch(address, { headers })).arrayBuffer());
}

const sentOf = (key: string) => baton.whatsapp.log.accepted().filter((accepted) => accepted.key === key);
const uploads = () => baton.whatsapp.log.arrivals('media').filter(({ method }) => method === 'POST');

test('a photo with a caption reaches the customer byte for byte, quoting what they wrote', async () => {
  const to = await writer();
  const [question] = await storedMessages(baton.db, to.customer.waId);
  const attachmentId = await upload(to.id, PHOTO, 'image/jpeg');
  await baton.api.command(to.id, 'messages', { attachmentId, text: 'This lamp?', replyTo: question?.id });
  const [photo] = await received(to, 'image');
  const { image } = z.object({ image: z.object({ id: z.string(), caption: z.string() }) }).parse(photo?.content);
  expect(image.caption).toMatch(/This lamp\?$/);
  expect(photo?.replyTo).toBe(question?.waMessageId);
  expect((await bytesAt(image.id)).equals(PHOTO)).toBe(true);
});

test('a document keeps its name, and what is written after it arrives after it', async () => {
  const to = await writer();
  const attachmentId = await upload(to.id, Buffer.from('%PDF-1.7 offer'), 'application/pdf', '?filename=Offer.pdf');
  await baton.api.command(to.id, 'messages', { attachmentId });
  await baton.api.command(to.id, 'messages', { text: 'And a word about it.' });
  await received(to, 'document');
  await baton.whatsapp.log.waitForAccepted(
    ({ text, to: waId }) => waId === to.customer.waId && text?.endsWith('about it.') === true,
  );
  const types = baton.whatsapp.simulate
    .chat(to.customer)
    .filter(({ from }) => from === 'business')
    .map(({ type }) => type);
  expect(types.slice(-2)).toEqual(['document', 'text']);
  expect((await received(to, 'document'))[0]?.content).toMatchObject({ document: { filename: 'Offer.pdf' } });
});

test.each<[string, NewFaultRule['fault']]>([
  ['is reset', { kind: 'reset' }],
  ['is answered by a gateway’s page', { kind: 'html' }],
  ['is limited', { kind: 'provider_error', code: 130429 }],
  ['is done but not answered', { kind: 'reset', when: 'after' }],
])('I2: a file whose upload %s is uploaded again, and sent once', async (_how, fault) => {
  const to = await writer();
  const before = uploads().length;
  baton.whatsapp.faults.add({ route: 'media', fault });
  const attachmentId = await upload(to.id, PHOTO, 'image/jpeg');
  const { body } = await baton.api.command(to.id, 'messages', { attachmentId });
  await received(to, 'image');
  expect(uploads().length).toBe(before + 2);
  expect(sentOf(String(body['id']))).toHaveLength(1);
});

test('I2: a file whose sending cannot be confirmed is not sent again by itself; a teammate’s click makes one more', async () => {
  const to = await writer();
  const attachmentId = await upload(to.id, PHOTO, 'image/jpeg');
  baton.whatsapp.faults.add({ route: 'messages', to: to.customer.waId, fault: { kind: 'reset' } });
  const { body } = await baton.api.command(to.id, 'messages', { attachmentId, text: 'Once' });
  const key = String(body['id']);
  await eventually(async () => {
    const message = (await storedMessages(baton.db, to.customer.waId)).find(({ id }) => id === key);
    expect(message?.state).toBe('unconfirmed');
  });
  expect(baton.whatsapp.log.arrivals('messages').filter((arrival) => arrival.key === key)).toHaveLength(1);
  const again = await Promise.all([1, 2].map(() => baton.api.command(to.id, `messages/${key}/send-again`)));
  expect(new Set(again.map(({ body: { id } }) => id)).size).toBe(1);
  const [photo] = await received(to, 'image');
  const { image } = z.object({ image: z.object({ id: z.string() }) }).parse(photo?.content);
  expect((await bytesAt(image.id)).equals(PHOTO)).toBe(true);
  expect(sentOf(String(again[0]?.body['id']))).toHaveLength(1);
});

test('a file that WhatsApp will not take fails with advice, leaves the customer waiting, and holds nothing up', async () => {
  const to = await writer();
  baton.whatsapp.faults.add({ route: 'media', fault: { kind: 'provider_error', code: 100 } });
  const attachmentId = await upload(to.id, PHOTO, 'image/jpeg');
  const { body } = await baton.api.command(to.id, 'messages', { attachmentId });
  await eventually(async () => {
    const { items = [] } = (await baton.api.get(`/api/conversations/${to.id}/messages`)).body;
    const message = items.find(({ id }) => id === body['id']);
    expect(message?.['state']).toBe('failed');
    expect(message?.['advice']).toMatch(/\.$/);
  });
  expect((await baton.api.get(`/api/conversations/${to.id}`)).body['waitingSince']).not.toBeNull();
  await baton.api.command(to.id, 'messages', { text: 'In words then.' });
  await baton.whatsapp.log.waitForAccepted(({ text }) => text?.endsWith('In words then.') === true);
});

test('outside the 24 hours an approved template reaches the customer, with its words in the history', async () => {
  const to = await writer();
  await baton.db.query(`update conversation set last_customer_message_at = now() - interval '2 days' where id = $1`, [
    to.id,
  ]);
  const { items = [] } = (await baton.api.get('/api/templates')).body;
  expect(items).toContainEqual(expect.objectContaining({ name: 'conversation_follow_up', language: 'es' }));
  const template = { name: 'conversation_follow_up', language: 'es', parameters: ['Ana'] };
  const { body } = await baton.api.command(to.id, 'messages', { template });
  const [arrived] = await received(to, 'template');
  const words = 'Hola Ana, tenemos una respuesta a tu consulta. ¿Seguimos por aquí?';
  expect(arrived?.content).toMatchObject({ filled: { text: words } });
  expect(body).toMatchObject({ text: words, buttons: [{ title: 'Continuar' }] });
  expect((await baton.api.get(`/api/conversations/${to.id}`)).body).toMatchObject({ handler: { kind: 'teammate' } });
});
