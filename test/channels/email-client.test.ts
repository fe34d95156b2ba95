import { createEmailClient } from '../../channels/email/client';
import { type LoopbackServer, json, startLoopbackServer, unusedPort } from './loopback-server';

let resend: LoopbackServer;
beforeAll(async () => (resend = await startLoopbackServer()));
beforeEach(() => resend.arrived.splice(0));
afterAll(() => resend.close());

const email = { to: 'tom@sol.example', subject: 'Ana needs you', html: '<p>x</p>', text: 'x' };
const clientOf = (baseUrl: string, timeoutMs = 5_000) =>
  createEmailClient({ apiKey: 're_1', baseUrl, from: 'Sol <help@sol.example>', replyTo: 'in@sol.example', timeoutMs });
const send = () => clientOf(resend.url).send(email, 'handoff/1/tom');

test('an e-mail is sent with its key, and marked as automatic', async () => {
  resend.answerWith(json(200, { id: 'e1' }));
  expect(await send()).toEqual({ kind: 'accepted', id: 'e1' });
  expect(resend.arrived).toMatchObject([
    { method: 'POST', url: '/emails', headers: { authorization: 'Bearer re_1', 'idempotency-key': 'handoff/1/tom' } },
  ]);
  expect(JSON.parse(resend.arrived[0]?.body ?? '')).toEqual({
    ...email,
    from: 'Sol <help@sol.example>',
    reply_to: 'in@sol.example',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
});

test('the same e-mail is the same bytes each time, or Resend would refuse the repetition', async () => {
  resend.answerWith(json(200, { id: 'e1' }));
  await send();
  await send();
  expect(resend.arrived[1]?.body).toBe(resend.arrived[0]?.body);
});

const failing = (statusCode: number, name: string) => json(statusCode, { statusCode, name, message: 'CANARY' });

test.each([
  [429, 'rate_limit_exceeded', 1_000],
  [409, 'concurrent_idempotent_requests', 2_000],
  [500, 'internal_server_error', 5_000],
  [503, 'something_new', 5_000],
  [429, 'something_new', 5_000],
])('%d %s is tried again after %d ms', async (status, name, afterMs) => {
  resend.answerWith(failing(status, name));
  expect(await send()).toEqual({ kind: 'retry', afterMs, code: name });
});

test.each(['retry-after', 'ratelimit-reset'])('the time that %s names is waited for', async (header) => {
  const body = { statusCode: 429, name: 'rate_limit_exceeded', message: '' };
  resend.answerWith(json(429, body, { [header]: '7' }));
  expect(await send()).toEqual({ kind: 'retry', afterMs: 7_000, code: 'rate_limit_exceeded' });
});

test.each([
  [429, 'daily_quota_exceeded'],
  [429, 'monthly_quota_exceeded'],
  [409, 'invalid_idempotent_request'],
  [422, 'validation_error'],
  [422, 'invalid_from_address'],
  [401, 'missing_api_key'],
  [403, 'invalid_api_key'],
  [401, 'restricted_api_key'],
  [451, 'security_error'],
  [400, 'something_new'],
  [403, 'constructor'],
])('%d %s is refused for good, without the words of the provider', async (status, name) => {
  resend.answerWith(failing(status, name));
  expect(await send()).toEqual({ kind: 'rejected', code: name });
});

test.each([
  ['a gateway page', json(502, '<html>'), 'retry', 'http_502'],
  ['a firewall page', json(403, '<html>'), 'rejected', 'http_403'],
  ['200 without an id', json(200, {}), 'retry', 'no_answer'],
  ['200 with half the JSON', json(200, '{"id":"e'), 'retry', 'no_answer'],
  ['an error that is null', json(500, 'null'), 'retry', 'no_answer'],
  ['a name that is a sentence', json(422, { statusCode: 422, name: 'Ana <a@x>' }), 'rejected', 'http_422'],
])('%s has its own code', async (_, answer, kind, code) => {
  resend.answerWith(answer);
  expect(await send()).toMatchObject({ kind, code });
});

test('no answer at all is tried again', async () => {
  resend.answerWith((response) => response.socket?.destroy());
  expect(await send()).toMatchObject({ kind: 'retry', code: 'no_answer' });
  const refused = await clientOf(`http://127.0.0.1:${await unusedPort()}`).send(email, 'k');
  expect(refused).toMatchObject({ kind: 'retry', code: 'no_answer' });
});

test('silence ends with the time limit', async () => {
  resend.answerWith(() => undefined);
  expect(await clientOf(resend.url, 200).send(email, 'k')).toMatchObject({ kind: 'retry', code: 'timeout' });
});

test('an abort resolves, told apart from a fault of the network', async () => {
  const controller = new AbortController();
  resend.answerWith(() => controller.abort());
  const result = await clientOf(resend.url).send(email, 'k', { signal: controller.signal });
  expect(result).toEqual({ kind: 'retry', afterMs: 0, code: 'aborted' });
});

test('a key that no header can carry resolves too', async () => {
  expect(await clientOf(resend.url).send(email, 'a\nb')).toMatchObject({ kind: 'retry', code: 'no_answer' });
});
