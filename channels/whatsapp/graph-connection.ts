import http from 'node:http';
import https from 'node:https';
import type { StartDeadline } from '../../domain/start-deadline';

/** One request to the Graph API. `path` begins after the base address: `/v25.0/7001/messages`. */
interface GraphRequest {
  method: 'GET' | 'POST';
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: { contentType: string; bytes: Buffer } | undefined;
  /** For the whole exchange, connecting included. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  startBy?: StartDeadline | undefined;
}

/** What became of a request. Only `not_started` proves that WhatsApp did not see it. */
export type Exchange =
  | { kind: 'answered'; httpStatus: number; body: string; retryAfterMs: number | null }
  | {
      kind: 'not_started';
      error: 'refused' | 'dns' | 'tls' | 'unreachable' | 'connect_timeout' | 'aborted' | 'too_late';
    }
  | { kind: 'broken'; error: 'timeout' | 'reset' | 'half_answer' | 'aborted' };

export interface GraphConnection {
  exchange(request: GraphRequest): Promise<Exchange>;
}

/** Shorter than the 5 s after which common servers close an idle connection: a request written into one is ambiguous. */
const IDLE_MS = 4_000;
const MAX_ANSWER_BYTES = 1_000_000;

/**
 * HTTP to the Graph API with an exact start. Plain `node:http`, because `fetch` connects *after* it was called: there a
 * request can leave seconds after the last check that it may. Here nothing is written before the connection stands,
 * and the deadline is read in the same tick as the first byte leaves. So whatever fails before is provably not sent.
 * Redirects are never followed, nothing is repeated.
 */
export function createGraphConnection({
  baseUrl,
  accessToken,
}: {
  baseUrl: string;
  accessToken: string;
}): GraphConnection {
  const secure = new URL(baseUrl).protocol === 'https:';
  const agent = secure
    ? new https.Agent({ keepAlive: true, timeout: IDLE_MS })
    : new http.Agent({ keepAlive: true, timeout: IDLE_MS });
  const connect = agent.createConnection.bind(agent);
  // Hands a socket to its request when it is connected, not when it was created.
  agent.createConnection = (options, callback) => {
    const socket = connect(options);
    const fail = (error: Error) => socket && callback?.(error, socket);
    socket?.once('error', fail);
    socket?.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', fail);
      callback?.(null, socket);
    });
    return undefined;
  };

  const authorization = `Bearer ${accessToken.trim()}`; // a line break copied along would make every request throw
  const open = (method: string, path: string, headers: http.OutgoingHttpHeaders) =>
    (secure ? https : http).request(`${baseUrl.replace(/\/+$/, '')}${path}`, { method, agent, headers });

  let warming = false;
  /** Leaves an idle connection behind, so that the next attempt need not connect within its deadline again. */
  const warmUp = (timeoutMs: number) => {
    if (warming) return;
    warming = true;
    const request = open('GET', '/', {});
    request.setTimeout(timeoutMs, () => request.destroy());
    request.on('response', (response) => response.resume()).on('error', () => undefined);
    request.on('close', () => (warming = false));
    request.end();
  };

  return {
    exchange: ({ method, path, body, raw, timeoutMs, signal, startBy }) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve({ kind: 'not_started', error: 'aborted' });
          return;
        }
        const payload = raw?.bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
        const request = open(method, path, {
          authorization,
          accept: 'application/json',
          'user-agent': 'baton',
          ...(payload && {
            'content-type': raw?.contentType ?? 'application/json',
            'content-length': payload.length,
          }),
        });
        let started = false;
        const finish = (exchange: Exchange) => {
          clearTimeout(timer);
          clearTimeout(deadline);
          signal?.removeEventListener('abort', abort);
          resolve(exchange);
          if (exchange.kind !== 'answered') request.destroy();
        };
        const abort = () => {
          finish(started ? { kind: 'broken', error: 'aborted' } : { kind: 'not_started', error: 'aborted' });
        };
        const timer = setTimeout(() => {
          finish(started ? { kind: 'broken', error: 'timeout' } : { kind: 'not_started', error: 'connect_timeout' });
        }, timeoutMs);
        const deadline =
          startBy === undefined
            ? undefined
            : setTimeout(() => {
                if (started) return;
                finish({ kind: 'not_started', error: 'too_late' });
                warmUp(timeoutMs);
              }, startBy.monotonicMs - performance.now());
        signal?.addEventListener('abort', abort);

        request.once('socket', () => {
          if (isPast(startBy)) {
            finish({ kind: 'not_started', error: 'too_late' });
            return;
          }
          started = true;
          request.end(payload);
        });
        request.on('error', (error) => {
          finish(started ? { kind: 'broken', error: 'reset' } : { kind: 'not_started', error: connectError(error) });
        });
        request.once('response', (response) => {
          readAnswer(response).then(finish, () => finish({ kind: 'broken', error: 'half_answer' }));
        });
      }),
  };
}

function isPast(startBy: StartDeadline | undefined): boolean {
  return startBy !== undefined && (performance.now() > startBy.monotonicMs || Date.now() > startBy.wallMs);
}

async function readAnswer(response: http.IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return { kind: 'broken', error: 'half_answer' };
    chunks.push(chunk);
  }
  const seconds = Number(response.headers['retry-after']);
  return {
    kind: 'answered',
    httpStatus: response.statusCode ?? 0,
    body: Buffer.concat(chunks).toString('utf8'),
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null,
  };
}

function connectError(error: Error): 'refused' | 'dns' | 'tls' | 'unreachable' {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (/^(ERR_TLS|ERR_SSL|CERT|EPROTO)|CERT/.test(code)) return 'tls';
  return 'unreachable';
}
