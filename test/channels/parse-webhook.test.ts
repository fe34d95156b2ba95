import { parseWebhook } from '../../channels/whatsapp/parse-webhook';
import { ANA, fromAna, messagesChange, textFromAna, toBytes, webhook } from './webhook-bodies';

const parse = (body: unknown) => parseWebhook(toBytes(body));

test('a text message tells who wrote what and when', () => {
  const { items, rejected } = parse(webhook(messagesChange({ contacts: [ANA], messages: [textFromAna('wamid.A1')] })));
  expect(rejected).toEqual([]);
  expect(items).toEqual([
    {
      kind: 'message',
      phoneNumberId: '7001',
      message: {
        waMessageId: 'wamid.A1',
        sentAt: new Date(1_780_000_000_000),
        from: {
          waId: '34600111222',
          bsuid: 'ES.12345',
          parentBsuid: null,
          username: 'ana.k',
          profileName: 'Ana',
        },
        kind: 'text',
        text: 'hola',
        payload: { body: 'hola' },
        buttonId: null,
        media: null,
        replyTo: null,
        needsAnswer: true,
        identityChange: null,
        reactionTo: null,
        editOf: null,
        revokeOf: null,
      },
    },
  ]);
});

test('a person with a username and no visible phone number is known by the business-scoped id', () => {
  const contact = { profile: { name: '', username: 'ana.k' }, wa_id: '', user_id: 'ES.12345' };
  const message = {
    from_user_id: 'ES.12345',
    id: 'wamid.A1',
    timestamp: '1780000000',
    type: 'text',
    text: { body: 'a' },
  };
  const { items } = parse(webhook(messagesChange({ contacts: [contact], messages: [message] })));
  expect(items).toMatchObject([
    { message: { from: { waId: null, bsuid: 'ES.12345', username: 'ana.k', profileName: null } } },
  ]);
});

test('contacts are matched to messages by id, whatever their order', () => {
  const ben = { profile: { name: 'Ben' }, wa_id: '4915112345' };
  const messages = [textFromAna('wamid.1'), { ...textFromAna('wamid.2'), from: '4915112345', from_user_id: undefined }];
  const { items } = parse(webhook(messagesChange({ contacts: [ben, ANA], messages })));
  expect(items).toMatchObject([
    { message: { from: { profileName: 'Ana', bsuid: 'ES.12345' } } },
    { message: { from: { profileName: 'Ben', bsuid: null, waId: '4915112345' } } },
  ]);
});

test('a failed status carries our key and the reason', () => {
  const status = {
    id: 'wamid.OUT',
    status: 'failed',
    timestamp: '1780000100',
    recipient_id: '34600111222',
    biz_opaque_callback_data: 'out_01',
    errors: [{ code: 131047, title: 'Re-engagement message', message: 'm', error_data: { details: 'too late' } }],
  };
  expect(parse(webhook(messagesChange({ statuses: [status] }))).items).toEqual([
    {
      kind: 'status',
      phoneNumberId: '7001',
      status: {
        waMessageId: 'wamid.OUT',
        status: 'failed',
        at: new Date(1_780_000_100_000),
        key: 'out_01',
        errorCode: 131047,
        errorTitle: 'Re-engagement message',
        errorDetails: 'too late',
        pricing: null,
      },
    },
  ]);
});

test('statuses are reported in the order they came; a played voice message counts as read', () => {
  const statuses = ['played', 'delivered', 'sent'].map((status) => ({
    id: 'wamid.O',
    status,
    timestamp: '1780000100',
  }));
  const { items } = parse(webhook(messagesChange({ statuses })));
  expect(items.map((item) => item.kind === 'status' && item.status.status)).toEqual(['read', 'delivered', 'sent']);
});

test('a malformed detail does not cost a status', () => {
  const status = { id: 'wamid.O', status: 'failed', timestamp: 1780000100, errors: 'broken', pricing: 7 };
  expect(parse(webhook(messagesChange({ statuses: [status] }))).items).toMatchObject([
    { status: { status: 'failed', errorCode: null, pricing: null } },
  ]);
});

test('what somebody typed on the business phone is an echo that names the customer', () => {
  const echo = {
    from: '15550100',
    to: '34600111222',
    to_user_id: 'ES.12345',
    id: 'wamid.E',
    timestamp: '1780000000',
    type: 'text',
    text: { body: "I'll call you" },
  };
  const { items } = parse(webhook(messagesChange({ message_echoes: [echo] }, { field: 'smb_message_echoes' })));
  expect(items).toMatchObject([
    {
      kind: 'echo',
      phoneNumberId: '7001',
      to: { waId: '34600111222', bsuid: 'ES.12345' },
      message: { waMessageId: 'wamid.E', text: "I'll call you", from: { waId: '15550100' } },
    },
  ]);
});

test('errors about the number, and fields about the account, are reported as such', () => {
  const errors = [{ code: 130429, title: 'Rate limit hit' }];
  const { items, rejected } = parse(
    webhook(messagesChange({ errors }), { field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION' } }),
  );
  expect(rejected).toEqual([]);
  expect(items).toMatchObject([
    { kind: 'account', field: 'messages', value: { errors } },
    { kind: 'account', field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION' } },
  ]);
});

test('imported history and fields named like built-ins never become messages', () => {
  const change = (field: string) => messagesChange({ messages: [textFromAna('wamid.OLD')] }, { field });
  const { items } = parse(webhook(...['history', 'standby', 'constructor', '__proto__'].map(change)));
  expect(items.map((item) => item.kind)).toEqual(['account', 'account', 'account', 'account']);
});

test('every good item of a mixed batch is reported, with its own number; the bad one is kept aside', () => {
  const ben = { ...textFromAna('wamid.B1'), from: '4915112345', from_user_id: undefined };
  const unknown = fromAna('wamid.U', { type: 'hologram', hologram: { id: '1' } });
  const unplaceable = { type: 'text', from: '34600111222', timestamp: '1780000000', text: { body: 'no id' } };
  const status = (value: string) => ({ id: 'wamid.OUT', status: value, timestamp: '1780000100' });
  const { items, rejected } = parse({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '9001',
        changes: [
          messagesChange({
            contacts: [ANA],
            messages: [textFromAna('wamid.A1'), unplaceable, textFromAna('wamid.A2')],
          }),
          messagesChange({ statuses: ['read', 'delivered', 'sent'].map(status) }),
        ],
      },
      { id: '9002', changes: [messagesChange({ messages: [ben, unknown] }, { phoneNumberId: '7002' })] },
    ],
  });
  expect(items.map((item) => ('phoneNumberId' in item ? [item.kind, item.phoneNumberId] : item.kind))).toEqual([
    ['message', '7001'],
    ['message', '7001'],
    ['status', '7001'],
    ['status', '7001'],
    ['status', '7001'],
    ['message', '7002'],
    ['message', '7002'],
  ]);
  expect(items.at(-1)).toMatchObject({ message: { kind: 'unsupported', payload: { hologram: { id: '1' } } } });
  expect(rejected).toEqual([
    { path: 'entry[0].changes[0].value.messages[1]', reason: 'no_message_id', raw: JSON.stringify(unplaceable) },
  ]);
});

test.each([
  ['no id', { id: undefined }, 'no_message_id'],
  ['an id too long to be indexed', { id: 'w'.repeat(600) }, 'no_message_id'],
  ['no time', { timestamp: 'yesterday' }, 'no_timestamp'],
  ['a time beyond the calendar', { timestamp: '99999999999999999' }, 'no_timestamp'],
  ['no sender', { from: '', from_user_id: undefined }, 'no_sender'],
  ['a group', { group_id: 'g1' }, 'group_message'],
])('a message with %s is kept aside', (_, change, reason) => {
  const { items, rejected } = parse(webhook(messagesChange({ messages: [{ ...textFromAna('wamid.1'), ...change }] })));
  expect(items).toEqual([]);
  expect(rejected).toMatchObject([{ reason }]);
});

test.each([
  ['no JSON', Buffer.from('<html>'), 'not_json'],
  ['empty', Buffer.alloc(0), 'not_json'],
  ['a list', Buffer.from('[]'), 'not_an_object'],
  ['without entries', Buffer.from('{"object":"page"}'), 'not_a_list'],
])('a body that is %s is rejected once, with its bytes', (_, raw, reason) => {
  expect(parseWebhook(raw)).toEqual({
    items: [],
    rejected: [expect.objectContaining({ reason, raw: raw.toString() })],
  });
});

test('text that Postgres cannot store is made storable', () => {
  const raw = toBytes(webhook(messagesChange({ messages: [textFromAna('wamid.1', 'BODY')] })));
  const body = raw.toString().replace('BODY', String.raw`a\u0000b\ud800c\ud83d\ude00`);
  expect(parseWebhook(Buffer.from(body)).items).toMatchObject([
    { message: { text: 'a\uFFFDb\uFFFDc😀', payload: { body: 'a\uFFFDb\uFFFDc😀' } } },
  ]);
});

test('an abyss of nesting costs its own item only', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const messages = [textFromAna('wamid.1'), fromAna('wamid.2', { type: 'text', text: 'DEEP' }), textFromAna('wamid.3')];
  const body = toBytes(webhook(messagesChange({ messages })))
    .toString()
    .replace('"DEEP"', deep);
  const { items, rejected } = parseWebhook(Buffer.from(body));
  expect(items.map((item) => item.kind === 'message' && item.message.waMessageId)).toEqual(['wamid.1', 'wamid.3']);
  expect(rejected).toMatchObject([{ path: 'entry[0].changes[0].value.messages[1]', reason: 'nested_too_deeply' }]);
  expect(rejected[0]?.raw).toContain('wamid.2');
});

test('a key that would set a prototype is dropped', () => {
  const body = toBytes(webhook({ field: 'account_update', value: { event: { code: 1 } } }))
    .toString()
    .replace('"code":', '"__proto__":{"polluted":true},"code":');
  const { items } = parseWebhook(Buffer.from(body));
  expect(JSON.stringify(items)).toBe('[{"kind":"account","field":"account_update","value":{"event":{"code":1}}}]');
});
