import { createHash } from 'node:crypto';
import { ACCESS_TOKEN, graphClient, startWithReceiver, statusesIn, stopAll, textToJames } from './whatsapp-fixture';

afterEach(stopAll);

test('a send answers in Graph’s shape, and the log holds its arrival before its acceptance', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const { status, body } = await graph.send(textToJames('hello', 'out-1'));
  expect(status).toBe(200);
  expect(body).toEqual({
    messaging_product: 'whatsapp',
    contacts: [{ input: '447700900321', wa_id: '447700900321' }],
    messages: [{ id: expect.stringMatching(/^wamid\./) as string }],
  });
  const [arrival] = whatsApp.log.arrivals('messages');
  const [accepted] = whatsApp.log.accepted();
  expect(arrival).toMatchObject({ key: 'out-1', to: '447700900321', type: 'text', text: 'hello' });
  expect(accepted).toMatchObject({ id: body.messages?.[0]?.id, arrivalId: arrival?.id, key: 'out-1' });
  expect(Number(arrival?.seq)).toBeLessThan(Number(accepted?.seq));
  expect(Number(arrival?.atNs)).toBeLessThanOrEqual(Number(accepted?.atNs));
});

test('a wrong token is code 190 and an unknown number code 100/33, and neither is accepted', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const wrongToken = await graph.post('7001/messages', { messaging_product: 'whatsapp', ...textToJames('x') }, 'other');
  const wrongNumber = await graph.post('7002/messages', { messaging_product: 'whatsapp', ...textToJames('x') });
  expect([wrongToken.status, wrongToken.body.error?.code]).toEqual([401, 190]);
  expect([wrongNumber.status, wrongNumber.body.error?.code, wrongNumber.body.error?.error_subcode]).toEqual([
    400, 100, 33,
  ]);
  expect(whatsApp.log.arrivals('messages')).toHaveLength(2);
  expect(whatsApp.log.accepted()).toHaveLength(0);
});

const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const buttons = (text: string, list: unknown[]) => ({
  to: '447700900321',
  type: 'interactive',
  interactive: { type: 'button', body: { text }, action: { buttons: list } },
});

test.each([
  ['a text of 4096 characters', textToJames('x'.repeat(4096)), 200],
  ['a text of 4097 characters', textToJames('x'.repeat(4097)), 400],
  ['an empty text', textToJames(''), 400],
  ['no recipient', { type: 'text', text: { body: 'x' } }, 400],
  ['three buttons', buttons('x'.repeat(1024), [button('a', 'A'), button('b', 'B'), button('c', 'C')]), 200],
  [
    'four buttons',
    buttons(
      'x',
      ['a', 'b', 'c', 'd'].map((id) => button(id, id)),
    ),
    400,
  ],
  ['two buttons of one title', buttons('x', [button('a', 'A'), button('b', 'A')]), 400],
  ['a button title of 21 characters', buttons('x', [button('a', 'x'.repeat(21))]), 400],
  ['a button text of 1025 characters', buttons('x'.repeat(1025), [button('a', 'A')]), 400],
  ['an opaque key of 513 characters', textToJames('x', 'k'.repeat(513)), 400],
  ['an unknown type', { to: '447700900321', type: 'fax', fax: {} }, 400],
  ['media nobody uploaded', { to: '447700900321', type: 'image', image: { id: '404' } }, 400],
  ['media by link', { to: '447700900321', type: 'image', image: { link: 'https://example.com/a.jpg' } }, 200],
])('Graph’s limits: %s', async (_name, message, expected) => {
  const { graph } = await startWithReceiver();
  const { status, body } = await graph.send(message);
  expect(status).toBe(expected);
  if (expected === 400) expect(body.error?.code).toBe(100);
});

test('a business-scoped id reaches a customer who hides the number, and the answer names that id', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const { bsuid } = whatsApp.simulate.customer({ id: 'lucia' });
  const { body } = await graph.send({ recipient: bsuid, type: 'text', text: { body: 'hola' } });
  expect(body.contacts).toEqual([{ input: bsuid, user_id: bsuid }]);
  expect(whatsApp.simulate.chat({ id: 'lucia' })).toHaveLength(1);
});

test('statuses sent, delivered and, with the chat open, read follow with the key', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  whatsApp.simulate.open({ id: 'james' });
  const { body } = await graph.send(textToJames('hello', 'out-1'));
  await receiver.untilReceived(3);
  const statuses = receiver.received.flatMap(({ raw }) => statusesIn(raw));
  expect(statuses.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
  for (const status of statuses)
    expect(status).toMatchObject({ id: body.messages?.[0]?.id, biz_opaque_callback_data: 'out-1' });
});

test('free text after 24 hours is accepted and fails later with 131047; a template still arrives', async () => {
  const { whatsApp, receiver, graph } = await startWithReceiver();
  await whatsApp.simulate.text({ id: 'james' }, 'hi').delivered;
  whatsApp.simulate.advanceClock(24 * 60 * 60 * 1000 + 1000);
  expect((await graph.send(textToJames('too late', 'out-1'))).status).toBe(200);
  await receiver.untilReceived(2);
  const [failed] = statusesIn(receiver.received[1]?.raw ?? Buffer.alloc(0));
  expect(failed).toMatchObject({ status: 'failed', biz_opaque_callback_data: 'out-1' });
  expect(failed?.errors?.[0]?.code).toBe(131047);

  const template = (parameters: unknown[]) => ({
    to: '447700900321',
    type: 'template',
    template: { name: 'conversation_follow_up', language: { code: 'en' }, components: [{ type: 'body', parameters }] },
  });
  expect((await graph.send(template([]))).body.error?.code).toBe(132000);
  expect((await graph.send(template([{ type: 'text', text: 'James' }]))).body.messages?.[0]?.message_status).toBe(
    'accepted',
  );
});

test('with synchronous refusal the closed window is a 400 and nothing is accepted', async () => {
  const { whatsApp, graph } = await startWithReceiver({ windowRefusal: 'sync' });
  whatsApp.simulate.setLastCustomerMessageAt({ id: 'james' }, Date.now() - 25 * 60 * 60 * 1000);
  const { status, body } = await graph.send(textToJames('too late'));
  expect([status, body.error?.code]).toEqual([400, 131047]);
  expect(whatsApp.log.accepted()).toHaveLength(0);
});

test('the 46th message of a burst to one customer is 131056; 6 s later one more is taken', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  for (let count = 0; count < 45; count += 1) expect((await graph.send(textToJames(String(count)))).status).toBe(200);
  const refused = await graph.send(textToJames('45'));
  expect([refused.status, refused.body.error?.code]).toEqual([429, 131056]);
  whatsApp.simulate.advanceClock(6000);
  expect((await graph.send(textToJames('46'))).status).toBe(200);
  whatsApp.simulate.settings({ pairRate: false });
  expect((await graph.send(textToJames('47'))).status).toBe(200);
});

test('marking a message read marks the earlier ones too and shows typing', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  whatsApp.simulate.text({ id: 'james' }, 'one');
  const { id } = whatsApp.simulate.text({ id: 'james' }, 'two');
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: id, typing_indicator: { type: 'text' } };
  expect((await graph.post('7001/messages', receipt)).body).toEqual({ success: true });
  expect(whatsApp.simulate.chat({ id: 'james' }).map(({ state }) => state)).toEqual(['read', 'read']);
  expect(whatsApp.log.arrivals('read')).toHaveLength(1);
  expect((await graph.post('7001/messages', { ...receipt, message_id: 'wamid.none' })).body.error?.code).toBe(100);
});

test('uploaded media is looked up, downloaded with the token, and its address expires', async () => {
  const { whatsApp, graph } = await startWithReceiver();
  const form = new FormData();
  const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 7]);
  form.set('messaging_product', 'whatsapp');
  form.set('type', 'image/png');
  form.set('file', new Blob([bytes], { type: 'image/png' }), 'a.png');
  const upload = await fetch(`${whatsApp.url}/v25.0/7001/media`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
  });
  const { id } = (await upload.json()) as { id: string };
  const { body } = await graph.get(`${id}?phone_number_id=7001`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(body).toMatchObject({ id, mime_type: 'image/png', sha256, file_size: String(bytes.length) });
  const download = (token: string) => fetch(String(body['url']), { headers: { authorization: `Bearer ${token}` } });
  expect(Buffer.from(await (await download(ACCESS_TOKEN)).arrayBuffer())).toEqual(bytes);
  expect((await download('other')).status).toBe(401);
  whatsApp.simulate.advanceClock(5 * 60_000 + 1);
  expect((await download(ACCESS_TOKEN)).status).toBe(404);
  expect(
    (await graph.send({ to: '447700900321', type: 'image', image: { id, caption: 'x'.repeat(1025) } })).status,
  ).toBe(400);
  expect((await graph.send({ to: '447700900321', type: 'image', image: { id } })).status).toBe(200);
});

test('the number, the subscription and the templates can be looked up', async () => {
  const { receiver, graph, whatsApp } = await startWithReceiver();
  expect((await graph.get('7001')).body).toMatchObject({ id: '7001', verified_name: 'Casa Luma' });
  expect(JSON.stringify((await graph.get('9001/subscribed_apps')).body)).toContain(receiver.url);
  expect(JSON.stringify((await graph.get('9001/message_templates')).body)).toContain('conversation_follow_up');
  expect((await graphClient(whatsApp.url).get('404')).body.error?.error_subcode).toBe(33);
});
