import { type SendOptions, createWhatsAppClient } from '../../channels/whatsapp/client';
import type { OutboundContent } from '../../channels/whatsapp/outbound-content';
import { type LoopbackServer, json, startLoopbackServer, startSilentServer, unusedPort } from './loopback-server';

let graph: LoopbackServer;
beforeAll(async () => (graph = await startLoopbackServer()));
beforeEach(() => graph.arrived.splice(0));
afterAll(() => graph.close());

const clientOf = (baseUrl: string, timeoutMs = 5_000) =>
  createWhatsAppClient({ baseUrl, version: 'v25.0', accessToken: 'token', phoneNumberId: '7001', timeoutMs });

const hello = { kind: 'text', text: 'hello' } satisfies OutboundContent;
const toAna: SendOptions = { to: { waId: '34600111222', bsuid: 'ES.12345' }, key: 'out_01' };
const send = (options: Partial<SendOptions> = {}, content: OutboundContent = hello) =>
  clientOf(graph.url).send(content, { ...toAna, ...options });

const accepted = json(200, { messaging_product: 'whatsapp', contacts: [], messages: [{ id: 'wamid.1' }] });
const graphError = (httpStatus: number, code: number, more = {}) =>
  json(httpStatus, { error: { message: 'CANARY words', type: 'OAuthException', code, fbtrace_id: 'x', ...more } });

describe('what is sent', () => {
  beforeEach(() => graph.answerWith(accepted));

  test('a text goes to the phone number, with our key and the message it answers', async () => {
    expect(await send({ replyTo: 'wamid.IN' })).toEqual({ kind: 'accepted', waMessageId: 'wamid.1' });
    expect(graph.arrived).toMatchObject([
      { method: 'POST', url: '/v25.0/7001/messages', headers: { authorization: 'Bearer token' } },
    ]);
    expect(JSON.parse(graph.arrived[0]?.body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '34600111222',
      type: 'text',
      text: { body: 'hello', preview_url: false },
      context: { message_id: 'wamid.IN' },
      biz_opaque_callback_data: 'out_01',
    });
  });

  test('a customer without a visible number is reached by the business-scoped id', async () => {
    await send({ to: { waId: null, bsuid: 'ES.12345' } });
    const body: unknown = JSON.parse(graph.arrived[0]?.body ?? '');
    expect(body).toMatchObject({ recipient: 'ES.12345' });
    expect(body).not.toHaveProperty('to');
  });

  test.each<[OutboundContent, object]>([
    [
      { kind: 'buttons', text: 'ok?', buttons: [{ id: 'human', title: 'Talk to a person' }] },
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'ok?' },
          action: { buttons: [{ type: 'reply', reply: { id: 'human', title: 'Talk to a person' } }] },
        },
      },
    ],
    [
      { kind: 'list', text: 'which?', button: 'Choose', sections: [{ rows: [{ id: 'a', title: 'A' }] }] },
      {
        type: 'interactive',
        interactive: {
          type: 'list',
          body: { text: 'which?' },
          action: { button: 'Choose', sections: [{ rows: [{ id: 'a', title: 'A' }] }] },
        },
      },
    ],
    [
      { kind: 'template', name: 'follow_up', language: 'es', components: [{ type: 'body', parameters: [] }] },
      {
        type: 'template',
        template: { name: 'follow_up', language: { code: 'es' }, components: [{ type: 'body', parameters: [] }] },
      },
    ],
    [
      { kind: 'image', file: { link: 'https://x.example/a.png' }, caption: 'c' },
      { type: 'image', image: { link: 'https://x.example/a.png', caption: 'c' } },
    ],
    [
      { kind: 'document', file: { id: '55' }, filename: 'a.pdf' },
      { type: 'document', document: { id: '55', filename: 'a.pdf' } },
    ],
  ])('%j has its own wire form', async (content, wire) => {
    expect(await send({}, content)).toMatchObject({ kind: 'accepted' });
    expect(JSON.parse(graph.arrived[0]?.body ?? '')).toMatchObject(wire);
  });

  test.each<OutboundContent>([
    { kind: 'text', text: '' },
    { kind: 'text', text: 'x'.repeat(4097) },
    { kind: 'buttons', text: 'x'.repeat(1025), buttons: [{ id: 'a', title: 'A' }] },
    { kind: 'buttons', text: 'ok?', buttons: [{ id: 'a', title: 'x'.repeat(21) }] },
    { kind: 'buttons', text: 'ok?', buttons: [] },
    { kind: 'list', text: 'ok?', button: 'b', sections: [{ rows: [] }] },
  ])('content beyond the limits of WhatsApp is refused before it is sent', async (content) => {
    expect(await send({}, content)).toEqual({ kind: 'failed', code: null, error: 'invalid_content' });
    expect(graph.arrived).toEqual([]);
  });

  test('nobody to send to is a failure, not an exception', async () => {
    expect(await send({ to: { waId: null, bsuid: null } })).toMatchObject({ kind: 'failed', error: 'no_recipient' });
  });

  test('sends share a connection', async () => {
    const client = clientOf(graph.url);
    const before = graph.connections();
    for (let n = 0; n < 3; n++) await client.send(hello, toAna);
    expect(graph.connections() - before).toBe(1);
  });
});

describe('provably not sent', () => {
  const notSent = { kind: 'not_sent', code: null, retryAfterMs: null, stop: false };

  test('a refused connection', async () => {
    const client = clientOf(`http://127.0.0.1:${await unusedPort()}`);
    expect(await client.send(hello, toAna)).toEqual({ ...notSent, error: 'refused' });
  });

  test('a host that does not exist', async () => {
    expect(await clientOf('http://no-such-host.invalid').send(hello, toAna)).toEqual({ ...notSent, error: 'dns' });
  });

  test('a TLS handshake that fails', async () => {
    const client = clientOf(graph.url.replace('http:', 'https:'));
    expect(await client.send(hello, toAna)).toEqual({ ...notSent, error: 'tls' });
  });

  test('a connection that is never established', async () => {
    const silent = await startSilentServer();
    const client = clientOf(`https://127.0.0.1:${silent.port}`, 200);
    expect(await client.send(hello, toAna)).toEqual({ ...notSent, error: 'connect_timeout' });
    await silent.close();
  });

  test.each([
    [400, 131056, 6_000],
    [429, 130429, 1_500],
    [500, 131016, 2_000],
    [429, 4, 60_000],
    [500, 131057, 60_000],
  ])('HTTP %d with code %d, a limit, is tried again after %d ms', async (status, code, retryAfterMs) => {
    graph.answerWith(graphError(status, code));
    expect(await send()).toEqual({ kind: 'not_sent', code, retryAfterMs, error: 'graph_error', stop: false });
  });

  test('a longer delay that the answer asks for is respected', async () => {
    graph.answerWith(json(429, { error: { code: 130429 } }, { 'retry-after': '7' }));
    expect(await send()).toMatchObject({ kind: 'not_sent', retryAfterMs: 7_000 });
  });

  test.each([
    [401, 190],
    [401, 0],
    [403, 10],
    [403, 200],
    [500, 3],
    [403, 131031],
    [400, 133010],
  ])('HTTP %d with code %d stops the number', async (status, code) => {
    graph.answerWith(graphError(status, code));
    expect(await send()).toMatchObject({ kind: 'not_sent', code, stop: true });
  });

  test('an unknown refusal that calls itself transient is tried again', async () => {
    graph.answerWith(graphError(400, 999_999, { is_transient: true }));
    expect(await send()).toMatchObject({ kind: 'not_sent', code: 999_999, stop: false });
  });
});

test.each([
  [400, 131047],
  [400, 131026],
  [400, 100],
  [404, 132001],
  [400, 999_999],
])('HTTP %d with code %d fails for good, without the words of the provider', async (status, code) => {
  graph.answerWith(graphError(status, code));
  const result = await send();
  expect(result).toEqual({ kind: 'failed', code, error: 'graph_error' });
  expect(JSON.stringify(result)).not.toContain('CANARY');
});

describe('ambiguous, because it may have been accepted', () => {
  test.each([
    [503, 2],
    [500, 1],
    [400, 1],
    [500, 131000],
    [500, 999_999],
    [503, 100],
  ])('HTTP %d with code %d', async (status, code) => {
    graph.answerWith(graphError(status, code, { is_transient: true }));
    expect(await send()).toEqual({ kind: 'ambiguous', error: 'graph_error' });
  });

  test.each([
    ['200 without an id', json(200, { messages: [] }), 'no_message_id'],
    ['200 with an empty id', json(200, { messages: [{ id: '' }] }), 'no_message_id'],
    ['200 with a page', json(200, '<html>'), 'no_message_id'],
    ['200 with half the JSON', json(200, '{"messages":[{"id":"wam'), 'no_message_id'],
    ['502 with a page', json(502, '<html>'), 'http_502'],
    ['404 of something in between', json(404, 'not here'), 'http_404'],
    ['an answer that is no JSON object', json(400, '"error"'), 'http_400'],
  ])('%s', async (_, answer, error) => {
    graph.answerWith(answer);
    expect(await send()).toEqual({ kind: 'ambiguous', error });
  });

  test('a connection reset after the request arrived', async () => {
    graph.answerWith((response) => response.socket?.resetAndDestroy());
    expect(await send()).toEqual({ kind: 'ambiguous', error: 'reset' });
    expect(graph.arrived).toHaveLength(1);
  });

  test('an answer that breaks off', async () => {
    graph.answerWith((response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"messages":[{"id":"wamid.1"}]', () => response.socket?.destroy());
    });
    expect(await send()).toEqual({ kind: 'ambiguous', error: 'half_answer' });
  });

  test('an answer without end', async () => {
    graph.answerWith((response) => response.end('x'.repeat(2_000_000)));
    expect(await send()).toEqual({ kind: 'ambiguous', error: 'half_answer' });
  });

  test('silence', async () => {
    graph.answerWith(() => undefined);
    expect(await clientOf(graph.url, 200).send(hello, toAna)).toEqual({ kind: 'ambiguous', error: 'timeout' });
  });

  test('headers and then silence', async () => {
    graph.answerWith((response) => response.writeHead(200).flushHeaders());
    expect(await clientOf(graph.url, 200).send(hello, toAna)).toEqual({ kind: 'ambiguous', error: 'timeout' });
  });

  test('an abort after the request arrived', async () => {
    const controller = new AbortController();
    graph.answerWith(() => controller.abort());
    expect(await send({ signal: controller.signal })).toEqual({ kind: 'ambiguous', error: 'aborted' });
  });

  test('a redirect, which is not followed with the token', async () => {
    graph.answerWith(json(307, {}, { location: `${graph.url}/elsewhere` }));
    expect(await send()).toEqual({ kind: 'ambiguous', error: 'http_307' });
    expect(graph.arrived).toHaveLength(1);
  });
});

test('a failed request is not repeated', async () => {
  graph.answerWith(json(500, {}));
  await send();
  expect(graph.arrived).toHaveLength(1);
});
