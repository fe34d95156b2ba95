import fc from 'fast-check';
import { parseWebhook } from '../../channels/whatsapp/parse-webhook';
import { ANA, fromAna, messagesChange, textFromAna, toBytes, webhook } from './webhook-bodies';

/** Every key and every string in a JSON value. */
function textsIn(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => [key, ...textsIn(value)]);
}

/** Storable: plain JSON again, and free of what Postgres refuses: NUL and half a surrogate pair. */
function expectStorable(result: ReturnType<typeof parseWebhook>) {
  const json: unknown = JSON.parse(JSON.stringify(result));
  expect(textsIn(json).filter((text) => text.includes('\0') || !isWellFormed(text))).toEqual([]);
}

/** Bytes of UTF-8 cannot carry half a pair: Node writes U+FFFD for it. */
const isWellFormed = (text: string) => Buffer.from(text).toString() === text;

/** Any JSON, with a liking for the keys and types that webhooks use. */
const wireJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.jsonValue({ maxDepth: 1 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('text', 'image', 'interactive', 'system', 'edit', 'wamid.1', '1780000000', 'messages', 'failed'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...['entry', 'changes', 'value', 'field', 'metadata', 'phone_number_id', 'messages', 'statuses', 'contacts'],
        ...['id', 'from', 'timestamp', 'type', 'text', 'body', 'image', 'interactive', 'system', 'edit', 'message'],
        ...['errors', 'message_echoes', 'status', 'context', '__proto__', 'constructor', 'toString'],
      ),
      tie('value'),
      { maxKeys: 6 },
    ),
  ),
})).value;

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectStorable(parseWebhook(Buffer.from(bytes)))),
  );
});

test('no JSON makes it throw, at whatever level it stands', () => {
  fc.assert(
    fc.property(wireJson, (json) => {
      expectStorable(parseWebhook(toBytes(json)));
      expectStorable(parseWebhook(toBytes({ entry: json })));
      expectStorable(parseWebhook(toBytes(webhook(json))));
      expectStorable(parseWebhook(toBytes(webhook({ field: 'messages', value: json }))));
      expectStorable(
        parseWebhook(toBytes(webhook(messagesChange({ contacts: json, messages: json, statuses: json })))),
      );
    }),
    { numRuns: 300 },
  );
});

test('a message that can be placed is never lost, whatever its body is', () => {
  const types = [
    'text',
    'image',
    'location',
    'contacts',
    'interactive',
    'button',
    'order',
    'reaction',
    'system',
    'edit',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...types), wireJson, wireJson, (type, body, context) => {
      const message = fromAna('wamid.1', { type, [type]: body, context });
      const { items } = parseWebhook(toBytes(webhook(messagesChange({ contacts: [ANA], messages: [message] }))));
      expect(items).toMatchObject([{ kind: 'message', message: { waMessageId: 'wamid.1' } }]);
    }),
    { numRuns: 300 },
  );
});

test('siblings of nonsense are never lost and keep their order', () => {
  const piece = fc.oneof(
    fc.integer({ min: 0, max: 1e6 }).map((n) => ({ good: `wamid.G${n}` })),
    wireJson.map((bad) => ({ bad })),
  );
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 4 }), wireJson, (changes, stray) => {
      const wire = (item: { good: string } | { bad: unknown }) => ('good' in item ? textFromAna(item.good) : item.bad);
      const body = webhook(stray, ...changes.map((items) => messagesChange({ messages: items.map(wire) })), stray);
      const ids = parseWebhook(toBytes(body)).items.flatMap((item) =>
        item.kind === 'message' ? [item.message.waMessageId] : [],
      );
      const sent = changes.flat().flatMap((item) => ('good' in item ? [item.good] : []));
      expect(ids.filter((id) => id.startsWith('wamid.G'))).toEqual(sent);
    }),
    { numRuns: 200 },
  );
});
