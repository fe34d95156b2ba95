import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface LoopbackServer {
  url: string;
  /** What arrived, oldest first. */
  arrived: Arrived[];
  /** Connections accepted so far. */
  connections: () => number;
  /** What the next requests are answered with. */
  answerWith(answer: Answer): void;
  /** Resolves with the next request that arrives. */
  nextArrival(): Promise<Arrived>;
  close(): Promise<void>;
}

export type Answer = (response: http.ServerResponse, request: Arrived) => void;

/** A JSON answer, as a provider gives it. */
export function json(status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A real HTTP server on a free port of 127.0.0.1 that keeps what arrives and answers as told. */
export async function startLoopbackServer(): Promise<LoopbackServer> {
  let answer: Answer = json(500, {});
  let connections = 0;
  const arrived: Arrived[] = [];
  const waiting: ((request: Arrived) => void)[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const arrival = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      arrived.push(arrival);
      answer(response, arrival);
      waiting.splice(0).forEach((tell) => tell(arrival));
    });
  });
  server.on('connection', () => connections++);
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    arrived,
    connections: () => connections,
    answerWith: (next) => (answer = next),
    nextArrival: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => {
      server.closeAllConnections();
      return closed(server);
    },
  };
}

/** Accepts connections and never says a word: a TLS handshake with it hangs. */
export async function startSilentServer(): Promise<{
  port: number;
  connected: Promise<void>;
  close: () => Promise<void>;
}> {
  const sockets = new Set<net.Socket>();
  let connect: () => void;
  const connected = new Promise<void>((resolve) => (connect = resolve));
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    connect();
  });
  return {
    port: await listen(server),
    connected,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return closed(server);
    },
  };
}

/** A port on which nothing listens. */
export async function unusedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await closed(server);
  return port;
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

function closed(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
