import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTranscriber } from '../../../agent/model/transcriber';
import { calm } from '../turn';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let answers: Answer[] = [];
let asked: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
  request.on('end', () => {
    asked.push(body);
    (answers.length > 1 ? answers.shift() : answers[0])?.(request, response, body);
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const says =
  (status: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

function listen(...next: Answer[]) {
  answers = next;
  const { port } = server.address() as AddressInfo;
  return createTranscriber({
    apiKey: 'test',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'hear-test',
    timings: { attemptMs: 400, backOffMs: 1 },
  });
}

const voice = { mimeType: 'audio/ogg; codecs=opus', bytes: new Uint8Array(Buffer.from('OggS-voice')) };

test('a voice note is sent as a file under the setting’s model, and its words come back', async () => {
  const transcriber = listen(says(200, { text: '  Quiero hablar con una persona. ' }));
  expect(await transcriber.transcribe(voice, calm)).toEqual({ kind: 'text', text: 'Quiero hablar con una persona.' });
  expect(asked[0]).toContain('filename="voice.ogg"');
  expect(asked[0]).toContain('hear-test');
  expect(asked[0]).toContain('OggS-voice');
});

test('what Postgres cannot store is not in a transcript, and an endless one is cut', async () => {
  const heard = await listen(says(200, { text: `a\u0000b\uD800c${'x'.repeat(50_000)}` })).transcribe(voice, calm);
  expect(heard).toMatchObject({ kind: 'text', text: expect.stringMatching(/^ab\uFFFDcx{9995}$/) as string });
});

test.each<[string, Answer, string, number]>([
  ['silence', says(200, { text: ' \u0000' }), 'silent', 1],
  ['an answer of another shape', says(200, { transcript: 'hello' }), 'model_error', 1],
  ['a server without such an endpoint', says(404, { error: { message: 'CANARY' } }), 'model_request_refused', 1],
  ['a file it refuses', says(400, { error: { message: 'CANARY' } }), 'model_request_refused', 1],
  ['a refused key', says(401, { error: { message: 'CANARY' } }), 'model_unauthorised', 1],
  ['a used-up quota', says(429, { error: { code: 'insufficient_quota' } }), 'model_quota_exhausted', 1],
  ['a rate limit that stays', says(429, { error: { code: 'rate_limit_exceeded' } }), 'model_rate_limited', 2],
  ['a server that breaks', says(503, { error: { message: 'CANARY' } }), 'model_error', 2],
  ['a dropped connection', (request) => void request.socket.destroy(), 'model_unreachable', 2],
  ['a server that hangs', () => undefined, 'model_timeout', 2],
])('%s is a code, never an exception', async (_name, answer, code, attempts) => {
  expect(await listen(answer).transcribe(voice, calm)).toEqual({ kind: 'failed', code });
  expect(asked).toHaveLength(attempts);
});

test('a failure that passes costs one more attempt', async () => {
  const transcriber = listen(says(500, {}), says(200, { text: 'hello' }));
  expect(await transcriber.transcribe(voice, calm)).toEqual({ kind: 'text', text: 'hello' });
});

test('an abort rejects with the signal’s own reason', async () => {
  const abort = new AbortController();
  const reason = new Error('the worker stops');
  const transcriber = listen(() => abort.abort(reason));
  await expect(transcriber.transcribe(voice, abort)).rejects.toBe(reason);
});

test('only sound of a known type, a bounded size and at most five minutes is listened to', () => {
  const { takes } = listen();
  expect(takes({ mimeType: 'audio/ogg; codecs=opus', size: 20_000, lengthMs: null })).toBe(true);
  expect(takes({ mimeType: 'AUDIO/MP4', size: 20_000, lengthMs: null })).toBe(true);
  expect(takes({ mimeType: 'audio/amr', size: 20_000, lengthMs: null })).toBe(false);
  expect(takes({ mimeType: 'video/mp4', size: 20_000, lengthMs: null })).toBe(false);
  expect(takes({ mimeType: 'audio/ogg', size: 9 * 1024 * 1024, lengthMs: null })).toBe(false);
  expect(takes({ mimeType: 'audio/ogg', size: 0, lengthMs: null })).toBe(false);
  expect(takes({ mimeType: 'audio/ogg', size: 20_000, lengthMs: 300_000 })).toBe(true);
  expect(takes({ mimeType: 'audio/ogg', size: 20_000, lengthMs: 300_001 })).toBe(false);
});
