import { type SendOptions, createWhatsAppClient } from '../../channels/whatsapp/client';
import { type LoopbackServer, json, startLoopbackServer, startSilentServer } from './loopback-server';

let graph: LoopbackServer;
beforeAll(async () => (graph = await startLoopbackServer()));
beforeEach(() => graph.arrived.splice(0));
afterAll(() => graph.close());

const clientOf = (baseUrl: string, timeoutMs = 5_000) =>
  createWhatsAppClient({ baseUrl, version: 'v25.0', accessToken: 'token', phoneNumberId: '7001', timeoutMs });

const hello = { kind: 'text', text: 'hello' } as const;
const toAna: SendOptions = { to: { waId: '34600111222', bsuid: 'ES.12345' }, key: 'out_01' };
const send = (options: Partial<SendOptions> = {}) => clientOf(graph.url).send(hello, { ...toAna, ...options });

/** So many milliseconds from now by either clock. */
const deadline = (monotonicMs: number, wallMs: number) => ({
  monotonicMs: performance.now() + monotonicMs,
  wallMs: Date.now() + wallMs,
});

const accepted = json(200, { messaging_product: 'whatsapp', contacts: [], messages: [{ id: 'wamid.1' }] });
const graphError = (httpStatus: number, code: number, more = {}) =>
  json(httpStatus, { error: { message: 'CANARY words', type: 'OAuthException', code, fbtrace_id: 'x', ...more } });

describe('a request starts in time or not at all', () => {
  beforeEach(() => graph.answerWith(accepted));

  test('after its deadline nothing is sent', async () => {
    expect(await send({ startBy: deadline(-1, 60_000) })).toEqual({ kind: 'too_late' });
    expect(await send({ startBy: deadline(60_000, -1) })).toEqual({ kind: 'too_late' });
    expect(graph.arrived).toEqual([]);
  });

  test('before its deadline it is sent', async () => {
    expect(await send({ startBy: deadline(60_000, 60_000) })).toMatchObject({ kind: 'accepted' });
  });

  test('a deadline that passes while connecting ends the attempt', async () => {
    const silent = await startSilentServer();
    const client = clientOf(`https://127.0.0.1:${silent.port}`, 2_000);
    expect(await client.send(hello, { ...toAna, startBy: deadline(50, 60_000) })).toEqual({ kind: 'too_late' });
    await silent.close();
  });

  test('an abort before the start throws, because then nothing was sent', async () => {
    await expect(send({ signal: AbortSignal.abort(new Error('taken over')) })).rejects.toThrow('taken over');
    expect(graph.arrived).toEqual([]);
  });

  test('an abort while connecting throws', async () => {
    const silent = await startSilentServer();
    const controller = new AbortController();
    const sending = clientOf(`https://127.0.0.1:${silent.port}`).send(hello, { ...toAna, signal: controller.signal });
    void silent.connected.then(() => controller.abort(new Error('taken over')));
    await expect(sending).rejects.toThrow('taken over');
    await silent.close();
  });
});

describe('marking as read', () => {
  test('tells WhatsApp, and shows that an answer is being written', async () => {
    graph.answerWith(json(200, { success: true }));
    await clientOf(graph.url).markRead('wamid.IN', { typing: true });
    await clientOf(graph.url).markRead('wamid.IN', { typing: false });
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.IN' };
    expect(graph.arrived.map(({ body }): unknown => JSON.parse(body))).toEqual([
      { ...read, typing_indicator: { type: 'text' } },
      read,
    ]);
  });

  test('never fails, whatever WhatsApp does', async () => {
    graph.answerWith((response) => response.socket?.destroy());
    await clientOf(graph.url).markRead('wamid.IN', { typing: true });
    await clientOf('http://no-such-host.invalid').markRead('wamid.IN', { typing: true });
  });
});

describe('asking for the number', () => {
  const ask = () => clientOf(graph.url).getPhoneNumber();

  test('a good token and number are found', async () => {
    graph.answerWith(json(200, { display_phone_number: '+1 555 0100', verified_name: 'Sol', quality_rating: 'GREEN' }));
    expect(await ask()).toEqual({
      kind: 'found',
      displayPhoneNumber: '+1 555 0100',
      verifiedName: 'Sol',
      qualityRating: 'GREEN',
    });
  });

  test('a bad token is told by its code', async () => {
    graph.answerWith(graphError(401, 190));
    expect(await ask()).toEqual({ kind: 'refused', httpStatus: 401, code: 190 });
  });

  test('no answer is told apart', async () => {
    graph.answerWith((response) => response.socket?.destroy());
    expect(await ask()).toEqual({ kind: 'unreachable', error: 'reset' });
  });
});
