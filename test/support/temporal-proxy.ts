import { once } from 'node:events';
import {
  connect,
  createServer,
  type ClientHttp2Session,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { createHolds, type Hold, type Holds, type Moment } from './hold';

interface Call {
  /** `RespondActivityTaskCompleted` */
  name: string;
  /** Protobuf as it is: ids and our own JSON can be read in it. */
  request: string;
}

export interface TemporalProxy {
  /** `host:port`. */
  address: string;
  /** Holds the next such call whose request has these words. */
  holdCall: (moment: Moment, name: string, words?: string) => Hold;
  stop: () => Promise<void>;
}

/** Stands between a role and Temporal, and knows one call from another. */
export async function startTemporalProxy(target: string): Promise<TemporalProxy> {
  const holds = createHolds<Call>();
  const sessions = new Set<Http2Session>();
  const server = createServer();
  server.on('session', (near) => {
    const far = connect(`http://${target}`);
    for (const session of [near, far]) {
      sessions.add(session);
      session.on('error', () => session.destroy()).on('close', () => sessions.delete(session));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      // Whoever called may have died meanwhile.
      forward(far, stream, headers, holds.take).catch(() => stream.close());
    });
  });
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdCall: (moment, wanted, words = '') =>
      holds.add(moment, ({ name, request }) => name === wanted && request.includes(words)),
    stop: async () => {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** All of Temporal's calls that a role makes are one request and one answer. */
async function forward(
  far: ClientHttp2Session,
  near: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  take: Holds<Call>['take'],
): Promise<void> {
  const body = await read(near);
  const hold = take({ name: headers[':path']?.split('/').at(-1) ?? '', request: wordsIn(body) });
  if (hold?.moment === 'before') await hold.pass();
  if (isGone(near)) return;
  const answer = await ask(far, near, headers, body);
  if (hold?.moment === 'after') await hold.pass();
  if (isGone(near)) return;
  if (answer.trailers === null) {
    near.respond(answer.headers, { endStream: true });
    return;
  }
  const { trailers } = answer;
  near.respond(answer.headers, { waitForTrailers: true });
  near.on('wantTrailers', () => near.sendTrailers(trailers));
  near.end(answer.body);
}

/** A flag and four bytes of length before the message, which a worker compresses. */
function wordsIn(body: Buffer): string {
  const message = body.subarray(5);
  return (body[0] === 1 ? gunzipSync(message) : message).toString('latin1');
}

function isGone({ destroyed }: ServerHttp2Stream): boolean {
  return destroyed;
}

interface Answer {
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Null when the headers already were the end: a refusal. */
  trailers: IncomingHttpHeaders | null;
}

async function ask(
  far: ClientHttp2Session,
  near: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> {
  const stream = far.request(headers);
  near.on('close', () => stream.close());
  const answer: Answer = { headers: {}, body: Buffer.alloc(0), trailers: null };
  stream.on('response', (received) => (answer.headers = received));
  stream.on('trailers', (received: IncomingHttpHeaders) => (answer.trailers = received));
  const closed = once(stream, 'close');
  stream.end(body);
  answer.body = await read(stream);
  await closed;
  return answer;
}

async function read(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
