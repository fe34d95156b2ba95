import { createHmac } from 'node:crypto';
import { verifyResendWebhook } from '../../channels/email/resend-webhook';

const KEY = Buffer.from('0123456789abcdef0123456789abcdef');
const SECRET = `whsec_${KEY.toString('base64')}`;

/** Signs as svix does: base64 HMAC-SHA256 over `id.timestamp.body`. */
function signed(body: string, { id = 'msg_1', ageS = 0 } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageS);
  const signature = createHmac('sha256', KEY).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}

function verify(event: unknown) {
  const body = JSON.stringify(event);
  return verifyResendWebhook(Buffer.from(body), signed(body), SECRET);
}

const eventOf = (type: string, data: Record<string, unknown> = {}) => ({
  type,
  created_at: '2026-11-25T10:00:00.000Z',
  data: { email_id: 'e1', to: ['tom@sol.example'], subject: 'Ána needs you', ...data },
});
const received = { eventId: 'msg_1', at: new Date('2026-11-25T10:00:00Z'), emailId: 'e1' };

test('a bounce names the e-mail and how final it is', () => {
  const bounce = { type: 'Permanent', subType: 'General', message: 'no such mailbox' };
  expect(verify(eventOf('email.bounced', { bounce }))).toEqual({
    ...received,
    kind: 'bounced',
    bounceType: 'Permanent',
  });
});

test.each(['failed', 'suppressed', 'complained', 'delivered'])('email.%s names the e-mail', (kind) => {
  expect(verify(eventOf(`email.${kind}`))).toEqual({ ...received, kind });
});

test.each(['email.opened', 'contact.created', 'constructor'])('%s is something else', (type) => {
  expect(verify(eventOf(type))).toEqual({ ...received, kind: 'other', type });
});

test('a bounce that names no e-mail changes nothing', () => {
  expect(verify({ type: 'email.bounced', data: 7 })).toMatchObject({ kind: 'other', emailId: null, at: null });
});

test('what is not signed by Resend, for these bytes, just now, is refused', () => {
  const body = JSON.stringify(eventOf('email.bounced'));
  const raw = Buffer.from(body);
  expect(verifyResendWebhook(raw, signed(body), SECRET)).not.toBeNull();
  expect(verifyResendWebhook(Buffer.from(`${body} `), signed(body), SECRET)).toBeNull();
  expect(verifyResendWebhook(raw, { ...signed(body), 'svix-id': 'msg_2' }, SECRET)).toBeNull();
  expect(verifyResendWebhook(raw, signed(body, { ageS: 600 }), SECRET)).toBeNull();
  expect(verifyResendWebhook(raw, {}, SECRET)).toBeNull();
  expect(verifyResendWebhook(raw, signed(body), `whsec_${Buffer.from('other').toString('base64')}`)).toBeNull();
  expect(verifyResendWebhook(raw, signed(body), '')).toBeNull();
});

test('signed bytes that are no event are refused', () => {
  for (const body of ['', 'null', '[]', '{}', 'no json'])
    expect(verifyResendWebhook(Buffer.from(body), signed(body), SECRET)).toBeNull();
});
