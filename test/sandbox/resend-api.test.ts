import { Resend } from 'resend';
import { type ResendStandIn, startResendStandIn } from '../../sandbox/resend/start-resend-stand-in';
import type { NewFaultRule } from '../../sandbox/faults/fault';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver';

let standIn: ResendStandIn;
let receiver: WebhookReceiver;
let resend: Resend;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  standIn = await startResendStandIn({
    port: 0,
    apiKey: 're_test',
    webhookUrl: receiver.url,
    bounces: ['gone@example.com'],
    timings: { deliveredMs: 1, webhookRetryMs: [5] },
  });
  resend = new Resend('re_test', { baseUrl: standIn.url });
});
afterEach(async () => {
  await standIn.stop();
  await receiver.stop();
});

const mail = {
  from: 'Baton <baton@example.com>',
  to: 'ana@example.com',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
};

/** The events that came, each verified with the SDK. */
const events = () =>
  receiver.received.map(({ raw, headers }) =>
    resend.webhooks.verify({
      payload: raw.toString(),
      headers: {
        id: headers['svix-id'] ?? '',
        timestamp: headers['svix-timestamp'] ?? '',
        signature: headers['svix-signature'] ?? '',
      },
      webhookSecret: standIn.webhookSecret,
    }),
  );

test('a mail is accepted, can be looked up, and its events verify', async () => {
  const { data } = await resend.emails.send({
    ...mail,
    replyTo: 'reply@example.com',
    tags: [{ name: 'kind', value: 'handoff' }],
  });
  await receiver.untilReceived(2);
  expect(events()).toMatchObject([
    { type: 'email.sent', data: { email_id: data?.id, to: ['ana@example.com'], tags: { kind: 'handoff' } } },
    { type: 'email.delivered', data: { email_id: data?.id } },
  ]);
  expect((await resend.emails.get(data?.id ?? '')).data).toMatchObject({
    subject: 'Hello',
    last_event: 'delivered',
    reply_to: ['reply@example.com'],
  });
  expect(standIn.log.accepted()).toMatchObject([{ id: data?.id, to: 'ana@example.com', text: 'Hello' }]);
});

test('mail to a listed address bounces, and so does a mail that is told to', async () => {
  await resend.emails.send({ ...mail, to: 'Gone <gone@example.com>' });
  await receiver.untilReceived(2);
  expect(events()[1]).toMatchObject({ type: 'email.bounced', data: { bounce: { type: 'Permanent' } } });
  const { data } = await resend.emails.send(mail);
  await receiver.untilReceived(4);
  expect(standIn.bounce(data?.id ?? '')).toBe(true);
  await receiver.untilReceived(5);
  expect(events()[4]).toMatchObject({ type: 'email.bounced', data: { email_id: data?.id } });
});

test('a key with the same body returns the first id and sends nothing more', async () => {
  const first = await resend.emails.send(mail, { idempotencyKey: 'handoff/1' });
  const again = await resend.emails.send(mail, { idempotencyKey: 'handoff/1' });
  expect(again.data?.id).toBe(first.data?.id);
  expect(standIn.log.arrivals('emails').map(({ key }) => key)).toEqual(['handoff/1', 'handoff/1']);
  expect(standIn.log.accepted()).toHaveLength(1);
});

test('a key with another body is 409 invalid_idempotent_request, one in flight 409 concurrent_idempotent_requests', async () => {
  await resend.emails.send(mail, { idempotencyKey: 'a' });
  expect((await resend.emails.send({ ...mail, subject: 'Other' }, { idempotencyKey: 'a' })).error).toMatchObject({
    name: 'invalid_idempotent_request',
    statusCode: 409,
  });
  const hold = standIn.faults.add({ route: 'emails', key: 'b', fault: { kind: 'hold', when: 'after' } });
  const first = resend.emails.send(mail, { idempotencyKey: 'b' });
  await hold.untilHeld(1);
  expect((await resend.emails.send(mail, { idempotencyKey: 'b' })).error).toMatchObject({
    name: 'concurrent_idempotent_requests',
    statusCode: 409,
  });
  hold.release();
  const { data } = await first;
  expect((await resend.emails.send(mail, { idempotencyKey: 'b' })).data?.id).toBe(data?.id);
});

test('an answer that is lost after accepting is found again with the key', async () => {
  standIn.faults.add({ route: 'emails', fault: { kind: 'reset', when: 'after' } });
  expect((await resend.emails.send(mail, { idempotencyKey: 'k' })).error).toMatchObject({
    name: 'application_error',
    statusCode: null,
  });
  const { data } = await resend.emails.send(mail, { idempotencyKey: 'k' });
  expect(standIn.emails().map(({ id }) => id)).toEqual([data?.id]);
});

test.each<[string, NewFaultRule['fault'], { name: string; statusCode: number | null }]>([
  [
    'rate limit',
    { kind: 'provider_error', code: 'rate_limit_exceeded' },
    { name: 'rate_limit_exceeded', statusCode: 429 },
  ],
  [
    'quota',
    { kind: 'provider_error', code: 'daily_quota_exceeded' },
    { name: 'daily_quota_exceeded', statusCode: 429 },
  ],
  [
    'internal error',
    { kind: 'provider_error', code: 'internal_server_error' },
    { name: 'internal_server_error', statusCode: 500 },
  ],
  ['gateway page', { kind: 'html', status: 502 }, { name: 'application_error', statusCode: 502 }],
  ['reset', { kind: 'reset' }, { name: 'application_error', statusCode: null }],
  ['half body', { kind: 'half_body' }, { name: 'application_error', statusCode: null }],
])('%s reaches the SDK as its error', async (_name, fault, expected) => {
  standIn.faults.add({ route: 'emails', fault });
  expect((await resend.emails.send(mail)).error).toMatchObject(expected);
});

test('a rate limit says when to come back', async () => {
  standIn.faults.add({
    route: 'emails',
    fault: { kind: 'provider_error', code: 'rate_limit_exceeded', headers: { 'retry-after': '7' } },
  });
  const { headers } = await resend.emails.send(mail);
  expect(headers).toMatchObject({ 'retry-after': '7', 'ratelimit-limit': '2', 'ratelimit-remaining': '0' });
});

test.each([
  ['no subject', { ...mail, subject: undefined }, 'missing_required_field'],
  ['no body', { ...mail, html: undefined, text: undefined }, 'validation_error'],
  ['a bad sender', { ...mail, from: 'nobody' }, 'validation_error'],
  [
    '51 recipients',
    { ...mail, to: Array.from({ length: 51 }, (_, index) => `a${index}@example.com`) },
    'validation_error',
  ],
  ['a line break in the subject', { ...mail, subject: 'a\r\nBcc: x@example.com' }, 'validation_error'],
])('%s is refused with 422', async (_name, body, name) => {
  const response = await fetch(`${standIn.url}/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer re_test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ name, statusCode: 422 });
  expect(standIn.log.accepted()).toHaveLength(0);
});

test('a wrong key, no key and no user agent are refused', async () => {
  expect((await new Resend('re_other', { baseUrl: standIn.url }).emails.send(mail)).error?.name).toBe(
    'invalid_api_key',
  );
  const without = (headers: Record<string, string>) =>
    fetch(`${standIn.url}/emails`, { method: 'POST', headers, body: '{}' });
  expect(await (await without({})).json()).toMatchObject({ name: 'missing_api_key', statusCode: 401 });
  const noAgent = await without({ 'user-agent': '', authorization: 'Bearer re_test' });
  expect([noAgent.status, await noAgent.text()]).toEqual([403, 'error code: 1010']);
});

test('a batch is accepted whole or not at all', async () => {
  const { data } = await resend.batch.send([mail, { ...mail, to: 'bo@example.com' }]);
  expect(data?.data).toHaveLength(2);
  expect((await resend.batch.send([mail, { ...mail, to: 'nobody' }])).error?.name).toBe('validation_error');
  expect(standIn.emails()).toHaveLength(2);
});

test('an event is posted again with the same svix-id until it is answered', async () => {
  receiver.answers.push(500, 500);
  standIn.webhookFaults.add({ on: 'email.delivered', fault: { kind: 'drop' } });
  await resend.emails.send(mail);
  await receiver.untilReceived(3);
  expect(new Set(receiver.received.map(({ headers }) => headers['svix-id'])).size).toBe(1);
  expect(events()).toHaveLength(3);
});

test('it does not start in production', async () => {
  await expect(startResendStandIn({ port: 0, apiKey: 'x', production: true })).rejects.toThrow(
    'does not start in production',
  );
});
