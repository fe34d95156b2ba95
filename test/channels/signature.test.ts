import { createHmac } from 'node:crypto';
import { verifySignature } from '../../channels/whatsapp/signature';

const body = Buffer.from('{"object":"whatsapp_business_account","name":"\\u00c1lvaro"}');
const sign = (raw: Buffer, secret: string, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, secret).update(raw).digest('hex')}`;

test('a body signed with our secret is genuine', () => {
  expect(verifySignature(body, sign(body, 'secret'), ['secret'])).toBe(true);
});

test('raw UTF-8 and its escaped spelling are different bytes, each genuine under its own signature', () => {
  const utf8 = Buffer.from('{"name":"Álvaro"}');
  const escaped = Buffer.from('{"name":"\\u00c1lvaro"}');
  expect(verifySignature(utf8, sign(utf8, 'secret'), ['secret'])).toBe(true);
  expect(verifySignature(utf8, sign(escaped, 'secret'), ['secret'])).toBe(false);
});

test('one changed byte anywhere is noticed', () => {
  const header = sign(body, 'secret');
  for (let index = 0; index < body.length; index++) {
    const changed = Buffer.from(body);
    changed.writeUInt8((changed.readUInt8(index) + 1) % 256, index);
    expect(verifySignature(changed, header, ['secret'])).toBe(false);
  }
});

test('during a rotation the old and the new secret are both accepted', () => {
  expect(verifySignature(body, sign(body, 'old'), ['new', 'old'])).toBe(true);
  expect(verifySignature(body, sign(body, 'new'), ['new', 'old'])).toBe(true);
  expect(verifySignature(body, sign(body, 'other'), ['new', 'old'])).toBe(false);
});

test('upper-case hex spells the same digest', () => {
  const [, hex = ''] = sign(body, 'secret').split('=');
  expect(verifySignature(body, `sha256=${hex.toUpperCase()}`, ['secret'])).toBe(true);
});

test.each([
  ['absent', undefined],
  ['empty', ''],
  ['without a digest', 'sha256='],
  ['too short', sign(body, 'secret').slice(0, -2)],
  ['too long', `${sign(body, 'secret')}00`],
  ['no hex', `sha256=${'z'.repeat(64)}`],
  ['SHA-1', sign(body, 'secret', 'sha1')],
  ['a digest alone', sign(body, 'secret').slice('sha256='.length)],
])('a header that is %s is refused', (_, header) => {
  expect(verifySignature(body, header, ['secret'])).toBe(false);
});

test('without a secret nothing is genuine, not even what an empty secret signed', () => {
  expect(verifySignature(body, sign(body, 'secret'), [])).toBe(false);
  expect(verifySignature(body, sign(body, ''), [''])).toBe(false);
});
