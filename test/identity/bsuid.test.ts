import { startBaton, type Baton } from '../support/baton';
import { eventually } from '../support/eventually';
import { conversationOf } from '../support/seed';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(() => baton.stop());

async function conversationsOf(text: string): Promise<string[]> {
  const { rows } = await baton.db.query<{ id: string }>(
    'select distinct conversation_id as id from message where text = $1',
    [text],
  );
  return rows.map(({ id }) => id);
}

async function onlyConversationOf(text: string): Promise<string> {
  const [id, ...others] = await conversationsOf(text);
  expect(others).toEqual([]);
  return id ?? '';
}

test('a customer who hides their number is answered, handed off and answered by a person, all by their scoped id', async () => {
  const { whatsapp, mail, api } = baton;
  const lucia = { bsuid: 'ES.22817745190346628', username: 'lucia.ortega', name: 'Lucía Ortega', hidesPhone: true };
  const toLucia = (text: string) =>
    whatsapp.log.waitForArrival((arrival) => arrival.route === 'messages' && arrival.rawBody.includes(text));
  await whatsapp.simulate.text(lucia, 'Can I pay with PayPal?').delivered;
  const answer = JSON.parse((await toLucia('PayPal')).rawBody) as Record<string, unknown>;
  expect(answer).toMatchObject({ recipient: lucia.bsuid });
  expect(answer).not.toHaveProperty('to');

  await whatsapp.simulate.text(lucia, 'can I speak to someone?').delivered;
  await eventually(() => {
    expect(mail.emails()).toHaveLength(1);
  });
  const id = await onlyConversationOf('can I speak to someone?');
  expect((await api.get(`/api/conversations/${id}`)).body['customer']).toMatchObject({
    name: 'Lucía Ortega',
    phone: null,
    username: 'lucia.ortega',
  });
  await api.command(id, 'messages', { text: 'Hello, Olivia here.' });
  expect(JSON.parse((await toLucia('Olivia here')).rawBody)).toMatchObject({ recipient: lucia.bsuid });
  await eventually(async () => {
    const { rows } = await baton.db.query(
      `select 1 from message where text = 'Hello, Olivia here.' and state = 'delivered'`,
    );
    expect(rows).toHaveLength(1);
  });
});

test('a number that comes to light later, beside the scoped id, stays in the same conversation', async () => {
  const { whatsapp, api } = baton;
  const james = whatsapp.simulate.customer({ name: 'James', hidesPhone: true });
  await whatsapp.simulate.text(james, 'hello from a hidden number').delivered;
  const id = await onlyConversationOf('hello from a hidden number');
  const { body } = await api.get(`/api/conversations/${id}`);
  expect(body['customer']).toMatchObject({ phone: null });

  const webhook = messageWebhook({ waId: james.waId, bsuid: james.bsuid, username: 'james.c' }, 'here is my number');
  expect(await whatsapp.rawWebhook(webhook, 'good')).toBe(200);
  expect(await conversationsOf('here is my number')).toEqual([id]);
  expect((await api.get(`/api/conversations/${id}`)).body['customer']).toMatchObject({
    name: 'James',
    phone: james.waId,
    username: 'james.c',
  });
});

test('a change of number keeps the conversation, and answers go to the new number', async () => {
  const { whatsapp, db } = baton;
  const ana = { waId: '351977777701', name: 'Ana' };
  await whatsapp.simulate.text(ana, 'Can I pay with PayPal?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === ana.waId);
  const id = await conversationOf(db, ana.waId);
  const moved = { waId: '351977777799' };
  await whatsapp.simulate.changeNumber(ana, moved.waId).delivered;
  await whatsapp.simulate.text(moved, 'How long does delivery take?').delivered;
  await whatsapp.log.waitForAccepted(({ to }) => to === moved.waId);
  expect(await onlyConversationOf('How long does delivery take?')).toBe(id);
});

test('two ids that turn out to be one person: old ids, clicks and turns lead to the one conversation', async () => {
  const { whatsapp, api } = baton;
  const phone = { waId: '351977777702', bsuid: 'PT.100000000001' };
  await whatsapp.rawWebhook(messageWebhook({ waId: phone.waId }, 'hello by phone'), 'good');
  await whatsapp.rawWebhook(messageWebhook({ bsuid: phone.bsuid }, 'hello by id'), 'good');
  const [survivor, other] = [await onlyConversationOf('hello by phone'), await onlyConversationOf('hello by id')];
  expect(other).not.toBe(survivor);
  const takenOver = await api.command(other, 'take-over');
  expect(takenOver.status).toBe(200);

  await whatsapp.rawWebhook(messageWebhook(phone, 'both of me'), 'good');
  expect(await onlyConversationOf('hello by id')).toBe(survivor);
  expect((await api.get(`/api/conversations/${other}`)).body).toMatchObject({
    id: survivor,
    handler: { kind: 'teammate', reason: 'taken_over' },
  });
  await api.command(other, 'messages', { text: 'I see both.' });
  await whatsapp.log.waitForAccepted(({ text }) => text === '*Olivia:* I see both.');
  await api.command(other, 'resolve', {});
  await whatsapp.rawWebhook(messageWebhook({ bsuid: phone.bsuid }, 'Do you offer gift wrapping?'), 'good');
  await eventually(async () => {
    const { rows } = await baton.db.query(
      'select 1 from message where conversation_id = $1 and needs_answer and settled_at is null',
      [survivor],
    );
    expect(rows).toEqual([]);
  });
});

let sent = 0;

/** A webhook as WhatsApp writes it, with whichever ids it chooses to tell. */
function messageWebhook(who: { waId?: string; bsuid?: string; username?: string }, text: string): string {
  const { waId, bsuid, username } = who;
  const profile = username === undefined ? {} : { profile: { username } };
  const contact = { ...profile, ...(waId && { wa_id: waId }), ...(bsuid && { user_id: bsuid }) };
  const message = {
    id: `wamid.identity${++sent}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: text },
    ...(waId && { from: waId }),
    ...(bsuid && { from_user_id: bsuid }),
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100200', phone_number_id: '7001' },
    contacts: [contact],
    messages: [message],
  };
  const entry = [{ id: '9001', changes: [{ field: 'messages', value }] }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry });
}
