import { z } from 'zod';
import { SearchResult } from '../../api/contract/search';
import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { page, type Answer } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

const ask = (words: string, more = ''): Promise<Answer> =>
  api.call('GET', `/api/search?q=${encodeURIComponent(words)}${more}`);
const results = async (words: string) =>
  page(await ask(words)).items.map((item) => z.strictObject(SearchResult.shape).parse(item));
const found = async (words: string) => (await results(words)).map(({ conversation }) => conversation.id);

test('a message is found by its words in any order, the last one only begun, and shown where it says so', async () => {
  const id = await api.conversation('My *parcel* to Zaragoza is still missing since Monday, order QX-10093!');
  await api.conversation('A parcel to Lisbon');
  for (const words of ['missing zarag', 'ZARAGOZA parcel', '"zaragoza"', '10093', 'x-1009', 'aragoz', 'qx-10093!'])
    expect([words, await found(words)]).toEqual([words, [id]]);
  expect(await found('zaragoza lisbon')).toEqual([]);
  const [result] = await results('zaragoza IS');
  expect(result?.hit).toMatchObject({
    author: { kind: 'customer' },
    before: 'My *parcel* to ',
    match: 'Zaragoza is',
    after: ' still missing since Monday, order QX-10093!',
  });
});

test.each(['Где моя посылка из Казани', '我要退款问题', 'أين طردي من القاهرة', 'ฉันต้องการเงินคืน'])(
  'words of every script are found: %s',
  async (text) => {
    const id = await api.conversation(text);
    const part = text.includes(' ') ? String(text.split(' ').at(-1)?.slice(0, -1)) : text.slice(2, 4);
    expect(await found(part)).toEqual([id]);
    expect(await found(text)).toEqual([id]);
  },
);

test('a customer is found by name, username and number, without a message', async () => {
  const waId = newWaId();
  const id = await api.conversation('Hello', waId);
  await api.db.query(
    `update customer set name = 'Rosalía O''Brien-Yılmaz', username = 'rosa.ob' from conversation c
      where c.customer_id = customer.id and c.id = $1`,
    [id],
  );
  for (const words of [
    'rosalía',
    "o'brien",
    'yılm',
    '@rosa.ob',
    waId.slice(-6),
    `+${waId}`,
    `00 ${waId.slice(0, 4)} ${waId.slice(4)}`,
  ])
    expect([words, await found(words)]).toEqual([words, [id]]);
  expect((await results('rosalía'))[0]?.hit).toBeNull();
});

test('each conversation comes once, by its newest hit, and paging misses and repeats none', async () => {
  const made: string[] = [];
  for (let count = 0; count < 7; count++) {
    const waId = newWaId();
    made.unshift(await api.conversation('about a kangaroo', waId));
    await api.webhook(delivery([textMessage('again the kangaroos', { from: waId })]));
  }
  const seen: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer: { items: Record<string, unknown>[]; nextCursor: string | null } = page(
      await ask('kangaroo', `&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`),
    );
    for (const item of answer.items) {
      const { conversation, hit } = SearchResult.parse(item);
      seen.push(conversation.id);
      expect([hit?.before, hit?.match, hit?.after]).toEqual(['again the ', 'kangaroo', 's']);
    }
    cursor = answer.nextCursor;
  }
  expect(seen).toEqual(made);
});

test('what was suppressed or taken back is not found', async () => {
  const waId = newWaId();
  const first = textMessage('the word wombat', { from: waId });
  await api.webhook(delivery([first]));
  expect(await found('wombat')).toHaveLength(1);
  await api.webhook(
    delivery([textMessage('', { from: waId, type: 'revoke', revoke: { original_message_id: first['id'] } })]),
  );
  expect(await found('wombat')).toEqual([]);

  const id = await api.conversation('Hello');
  await api.call('POST', `/api/conversations/${id}/messages`, { body: { clientId: clientId(), text: 'an echidna' } });
  expect(await found('echidna')).toEqual([id]);
  await api.db.query(`update message set state = 'suppressed' where text = 'an echidna'`);
  expect(await found('echidna')).toEqual([]);
});

test.each([
  ...[
    'a',
    'é',
    '%',
    '_',
    '\\',
    "'",
    '"',
    "';--",
    "' | !",
    'a & b | !c <-> d:*',
    ':*',
    '()',
    '((',
    '<b>',
    '@',
    '+',
    '-',
    '0',
  ],
  ...[
    '😀',
    '👨‍👩‍👧',
    '\u202e',
    '.*[',
    '\\%_',
    'x'.repeat(500),
    'ab '.repeat(160),
    '"'.repeat(500),
    '退'.repeat(500),
    '😀'.repeat(250),
  ],
])('odd input never fails: %j', async (words) => {
  const { status, body } = await ask(words);
  expect([status, body['items']]).toEqual([200, expect.any(Array)]);
});

test.each([
  ['nothing', ''],
  ['blanks', '   '],
  ['more than 500 characters', 'x'.repeat(501)],
  ['NUL', 'a\0b'],
])('%s is refused', async (_what, words) => {
  expect((await ask(words)).body).toMatchObject({ code: 'invalid_request', errors: [{ field: 'q' }] });
});

test('half a character becomes a character, a missing or doubled query is refused, and another list has other cursors', async () => {
  expect((await api.call('GET', '/api/search?q=%ED%A0%80')).status).toBe(200);
  for (const path of ['/api/search', '/api/search?q=a&q=b']) expect((await api.call('GET', path)).status).toBe(400);
  const { nextCursor } = page(await api.call('GET', '/api/conversations?limit=1'));
  expect((await ask('a', `&cursor=${String(nextCursor)}`)).body['code']).toBe('invalid_cursor');
});

test('percent and underscore are looked for as themselves', async () => {
  const id = await api.conversation('a dis%unt to_ay');
  await api.conversation('a discount today');
  expect(await found('dis%unt')).toEqual([id]);
  expect(await found('to_ay')).toEqual([id]);
});
