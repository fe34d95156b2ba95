import { createHmac } from 'node:crypto';
import {
  APP_SECRET,
  changesIn,
  messagesIn,
  startWithReceiver,
  statusesIn,
  stopAll,
  textToJames,
} from './whatsapp-fixture';

afterEach(stopAll);

const signatureOf = (raw: Buffer) => `sha256=${createHmac('sha256', APP_SECRET).update(raw).digest('hex')}`;

test('a customer’s message comes signed over its exact ASCII bytes, with both ids', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const { id, delivered } = whatsApp.simulate.text({ id: 'ana' }, 'Olá ☕ 🙂');
  await delivered;
  const [webhook] = receiver.received;
  const raw = webhook?.raw ?? Buffer.alloc(0);
  expect(webhook?.headers['x-hub-signature-256']).toBe(signatureOf(raw));
  expect([...raw].every((byte) => byte < 128)).toBe(true);
  const [change] = changesIn(raw);
  expect(change?.value.contacts).toEqual([
    { profile: { name: 'Ana Souza' }, wa_id: '5511900001234', user_id: 'BR.13491208655302741' },
  ]);
  expect(change?.value.messages).toEqual([
    {
      from: '5511900001234',
      from_user_id: 'BR.13491208655302741',
      id,
      timestamp: expect.stringMatching(/^\d{10}$/) as string,
      type: 'text',
      text: { body: 'Olá ☕ 🙂' },
    },
  ]);
});

test('a customer with a username comes without a number', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  await whatsApp.simulate.text({ id: 'lucia' }, 'hola').delivered;
  const [message] = messagesIn(receiver.received[0]?.raw ?? Buffer.alloc(0));
  expect(message?.from).toBeUndefined();
  expect(message?.from_user_id).toMatch(/^ES\.\d+$/);
  expect(receiver.received[0]?.raw.toString()).not.toContain('34600000567');
});

test('a webhook is posted again until it is answered 200, and only then the message counts as delivered', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  receiver.answers.push(503, 401, 302);
  const { id, delivered } = whatsApp.simulate.text({ id: 'ana' }, 'oi');
  await receiver.untilReceived(2);
  expect(whatsApp.simulate.chat({ id: 'ana' })[0]?.state).toBe('sent');
  await delivered;
  expect(receiver.received.map(({ status }) => status)).toEqual([503, 401, 302, 200]);
  expect(new Set(receiver.received.map(({ raw }) => messagesIn(raw)[0]?.id))).toEqual(new Set([id]));
  expect(whatsApp.simulate.chat({ id: 'ana' })[0]).toMatchObject({ state: 'delivered', failedAttempts: 0 });
  expect(whatsApp.log.webhooks().map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 401],
    [3, 302],
    [4, 200],
  ]);
});

test('an event that failed does not hold up the customer’s next one', async () => {
  const { whatsApp, receiver } = await startWithReceiver({ timings: { webhookRetryMs: [60_000] } });
  receiver.answers.push(500);
  whatsApp.simulate.text({ id: 'ana' }, 'first');
  await whatsApp.simulate.text({ id: 'ana' }, 'second').delivered;
  expect(receiver.received).toHaveLength(2);
});

test('events wait for an address, and the handshake checks the verify token', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  expect(await whatsApp.verifyWebhook()).toBe(true);
  const other = await startWithReceiver({ verifyToken: 'wrong' });
  expect(await other.whatsApp.verifyWebhook()).toBe(false);
  whatsApp.setWebhookUrl('http://127.0.0.1:9/nobody');
  const { delivered } = whatsApp.simulate.text({ id: 'ana' }, 'oi');
  await whatsApp.log.waitFor((entry) => entry.kind === 'webhook' && entry.status === null);
  whatsApp.setWebhookUrl(receiver.url);
  await delivered;
});

test.each([
  ['image', { image: { id: '55', mime_type: 'image/jpeg', sha256: 'x', caption: 'broken' } }],
  ['audio', { audio: { id: '55', mime_type: 'audio/ogg; codecs=opus', sha256: 'x', voice: true } }],
  ['location', { location: { latitude: 1, longitude: 2, name: 'Here' } }],
  [
    'interactive',
    {
      interactive: { type: 'button_reply', button_reply: { id: 'human', title: 'A person' } },
      context: { from: '1', id: 'wamid.X' },
    },
  ],
  ['unsupported', { errors: [{ code: 131051, title: 'Unsupported' }] }],
  ['something_new', { something_new: { a: 1 } }],
])('a message of type %s goes out as it was given', async (type, content) => {
  const { whatsApp, receiver } = await startWithReceiver();
  await whatsApp.simulate.inbound({ id: 'ana' }, { type, ...content }).delivered;
  expect(messagesIn(receiver.received[0]?.raw ?? Buffer.alloc(0))[0]).toMatchObject({ type, ...content });
});

test('reactions, edits and deletions change the message they are about', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const who = { id: 'ana' };
  const { id } = whatsApp.simulate.text(who, 'oi');
  await whatsApp.simulate.react(who, id, '👍').delivered;
  await whatsApp.simulate.edit(who, id, 'olá').delivered;
  await whatsApp.simulate.revoke(who, id).delivered;
  expect(whatsApp.simulate.chat(who)).toMatchObject([
    { id, reaction: '👍', edited: true, revoked: true, content: { text: { body: 'olá' } } },
  ]);
  expect(receiver.received.flatMap(({ raw }) => messagesIn(raw)).map(({ type }) => type)).toEqual([
    'text',
    'reaction',
    'edit',
    'revoke',
  ]);
});

test('a number change is a system message in the old name; later messages carry the new ids', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const before = whatsApp.simulate.customer({ id: 'james' });
  await whatsApp.simulate.changeNumber({ id: 'james' }, '447700900999').delivered;
  await whatsApp.simulate.text({ id: 'james' }, 'new phone').delivered;
  const [system, text] = receiver.received.flatMap(({ raw }) => messagesIn(raw));
  expect(system).toMatchObject({
    from: before.waId,
    system: { type: 'user_changed_number', wa_id: '447700900999', previous_user_id: before.bsuid },
  });
  expect(changesIn(receiver.received[0]?.raw ?? Buffer.alloc(0))[0]?.value.contacts).toBeUndefined();
  expect(text?.from).toBe('447700900999');
  expect(text?.from_user_id).not.toBe(before.bsuid);
});

test('the owner’s own phone is an smb_message_echoes event', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  await whatsApp.simulate.echo({ id: 'ana' }, { type: 'text', text: { body: 'Ligo já' } }).delivered;
  const [change] = changesIn(receiver.received[0]?.raw ?? Buffer.alloc(0));
  expect(change?.field).toBe('smb_message_echoes');
  expect(change?.value.message_echoes?.[0]).toMatchObject({ to: '5511900001234', text: { body: 'Ligo já' } });
});

test('an offline phone keeps its messages, and gets the business’s ones, once it is back', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  whatsApp.simulate.setOnline({ id: 'james' }, false);
  whatsApp.simulate.text({ id: 'james' }, 'in the tunnel');
  await graph.send(textToJames('are you there?'));
  await receiver.untilReceived(1);
  expect(statusesIn(receiver.received[0]?.raw ?? Buffer.alloc(0))[0]?.status).toBe('sent');
  expect(whatsApp.simulate.chat({ id: 'james' })[0]?.state).toBe('waiting');
  whatsApp.simulate.setOnline({ id: 'james' }, true);
  await receiver.untilReceived(3);
  const rest = receiver.received.slice(1).map(({ raw }) => messagesIn(raw)[0]?.type ?? statusesIn(raw)[0]?.status);
  expect(rest.sort()).toEqual(['delivered', 'text']);
});

test('a raw body can be posted with a good, a bad or no signature', async () => {
  const { whatsApp, receiver } = await startWithReceiver();
  const body = '{"object":"ünescaped"}';
  for (const kind of ['good', 'bad', 'none'] as const) expect(await whatsApp.rawWebhook(body, kind)).toBe(200);
  const [good, bad, none] = receiver.received;
  expect(good?.raw.toString()).toBe(body);
  expect(good?.headers['x-hub-signature-256']).toBe(signatureOf(Buffer.from(body)));
  expect(bad?.headers['x-hub-signature-256']).not.toBe(signatureOf(Buffer.from(body)));
  expect(none?.headers['x-hub-signature-256']).toBeUndefined();
});
