import type { InboundMessage } from '../../domain/inbound';
import { parseWebhook } from '../../channels/whatsapp/parse-webhook';
import { fromAna, messagesChange, toBytes, webhook } from './webhook-bodies';

function read(message: Record<string, unknown>): InboundMessage {
  const [item] = parseWebhook(toBytes(webhook(messagesChange({ messages: [fromAna('wamid.1', message)] })))).items;
  if (item?.kind !== 'message') throw new Error('the message was not read');
  return item.message;
}

const OUT = { from: '15550100', id: 'wamid.OUT' };

test.each<[string, Record<string, unknown>, Partial<InboundMessage>]>([
  [
    'an image with a caption',
    { type: 'image', image: { id: '55', mime_type: 'image/jpeg', sha256: 'abc', caption: 'broken' } },
    {
      kind: 'image',
      text: 'broken',
      media: { waMediaId: '55', mimeType: 'image/jpeg', sha256: 'abc', filename: null, voice: false },
    },
  ],
  [
    'a voice note',
    { type: 'audio', audio: { id: '55', mime_type: 'audio/ogg; codecs=opus', sha256: 'abc', voice: true } },
    {
      kind: 'audio',
      text: null,
      media: { waMediaId: '55', mimeType: 'audio/ogg; codecs=opus', sha256: 'abc', filename: null, voice: true },
    },
  ],
  [
    'a document',
    { type: 'document', document: { id: '5', mime_type: 'application/pdf', sha256: 'a', filename: 'bill.pdf' } },
    {
      kind: 'document',
      media: { waMediaId: '5', mimeType: 'application/pdf', sha256: 'a', filename: 'bill.pdf', voice: false },
    },
  ],
  [
    'a sticker',
    { type: 'sticker', sticker: { id: '5', mime_type: 'image/webp', animated: true } },
    { kind: 'sticker' },
  ],
  [
    'a video whose file WhatsApp could not fetch',
    { type: 'video', video: { caption: 'look' }, errors: [{ code: 131052, title: 'Media download failed' }] },
    {
      kind: 'video',
      text: 'look',
      media: null,
      payload: { caption: 'look', errors: [{ code: 131052, title: 'Media download failed' }] },
    },
  ],
  [
    'a place',
    { type: 'location', location: { latitude: 40.4, longitude: -3.7, name: 'Sol', address: 'Mayor 1' } },
    { kind: 'location', text: 'Sol, Mayor 1 (40.4, -3.7)' },
  ],
  [
    'a live location',
    { type: 'location', location: { latitude: '40.4', longitude: '-3.7' } },
    { kind: 'location', text: '40.4, -3.7' },
  ],
  [
    'shared contacts',
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Ben' },
          phones: [{ phone: '+49 151' }, { wa_id: '49152' }],
          emails: [{ email: 'b@x.de' }],
        },
        { name: { formatted_name: 'Eva' } },
      ],
    },
    { kind: 'contacts', text: 'Ben, +49 151, 49152, b@x.de\nEva' },
  ],
  [
    'a pressed button',
    {
      type: 'interactive',
      context: OUT,
      interactive: { type: 'button_reply', button_reply: { id: 'human', title: 'Talk to a person' } },
    },
    { kind: 'interactive', text: 'Talk to a person', buttonId: 'human', replyTo: 'wamid.OUT' },
  ],
  [
    'a chosen row',
    {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Room', description: 'd' } },
    },
    { kind: 'interactive', text: 'Room', buttonId: 'r1' },
  ],
  [
    'a filled form',
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: 'Sent',
          response_json: '{"flow_token":"t","nights":3,"name":"Ana","more":{}}',
        },
      },
    },
    { kind: 'interactive', text: 'Sent\nnights: 3\nname: Ana' },
  ],
  [
    'a call permission',
    {
      type: 'interactive',
      interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
    },
    { kind: 'interactive', text: 'Call permission: accept' },
  ],
  [
    'a template button',
    { type: 'button', context: OUT, button: { text: 'Yes', payload: 'YES' } },
    { kind: 'button', text: 'Yes', buttonId: 'YES', replyTo: 'wamid.OUT' },
  ],
  [
    'an order',
    {
      type: 'order',
      order: {
        catalog_id: 'c',
        text: 'today please',
        product_items: [{ product_retailer_id: 'SKU-7', quantity: 2, item_price: 9.5, currency: 'EUR' }],
      },
    },
    { kind: 'order', text: 'today please\n2 x SKU-7 at 9.5 EUR' },
  ],
  [
    'an answer to an ad',
    { type: 'text', text: { body: 'price?' }, referral: { source_type: 'ad', headline: 'Sale' } },
    { kind: 'text', text: 'price?', payload: { body: 'price?', referral: { source_type: 'ad', headline: 'Sale' } } },
  ],
  [
    'what WhatsApp cannot show',
    { type: 'unsupported', errors: [{ code: 131051 }] },
    { kind: 'unsupported', text: null },
  ],
  ['a type of the future', { type: 'hologram', hologram: {} }, { kind: 'unsupported', text: null }],
  ['a type named like a built-in', { type: 'constructor' }, { kind: 'unsupported', text: null }],
  ['a text without words in it', { type: 'text', text: { body: 7 } }, { kind: 'unsupported', text: null }],
  ['a pressed button that lost its body', { type: 'interactive' }, { kind: 'unsupported', text: null }],
])('%s is read and needs an answer', (_, message, expected) => {
  expect(read(message)).toMatchObject({ ...expected, needsAnswer: true });
});

test.each<[string, Record<string, unknown>, Partial<InboundMessage>]>([
  [
    'a reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.OUT', emoji: '👍' } },
    { kind: 'reaction', text: '👍', reactionTo: 'wamid.OUT' },
  ],
  [
    'a reaction taken back',
    { type: 'reaction', reaction: { message_id: 'wamid.OUT', emoji: '' } },
    { kind: 'reaction', text: null, reactionTo: 'wamid.OUT' },
  ],
  [
    'an edit',
    { type: 'edit', edit: { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'new words' } } } },
    { kind: 'edit', text: 'new words', editOf: 'wamid.0' },
  ],
  ['a revoke', { type: 'revoke', revoke: { original_message_id: 'wamid.0' } }, { kind: 'revoke', revokeOf: 'wamid.0' }],
  ['an opened chat', { type: 'request_welcome' }, { kind: 'request_welcome', text: null }],
  [
    'a new number',
    {
      type: 'system',
      system: {
        type: 'user_changed_number',
        body: 'Ana changed',
        wa_id: '34600999888',
        user_id: 'ES.777',
        previous_user_id: 'ES.12345',
      },
    },
    {
      kind: 'system',
      text: 'Ana changed',
      identityChange: { previousBsuid: 'ES.12345', newWaId: '34600999888', newBsuid: 'ES.777' },
    },
  ],
  [
    'a new phone of the same number',
    { type: 'system', system: { type: 'customer_identity_changed', body: 'b' } },
    { kind: 'system', identityChange: null },
  ],
])('%s is read and needs no answer', (_, message, expected) => {
  expect(read(message)).toMatchObject({ ...expected, needsAnswer: false });
});
