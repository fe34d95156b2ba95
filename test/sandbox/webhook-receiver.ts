import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it came over the wire. */
export interface Received {
  raw: Buffer;
  headers: Record<string, string | undefined>;
  /** The answer it got. */
  status: number;
}

/** A business's webhook endpoint for tests: keeps what it gets and answers what it is told. */
export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** Answers to come, first one first; after them 200. */
  answers: number[];
  /** Resolves once `count` requests have come in all. */
  untilReceived(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(verifyToken = 'verify'): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const waiters = new Set<() => void>();
  const server = createServer((req, res) => {
    if (req.method === 'GET') {
      const query = new URL(req.url ?? '', 'http://localhost').searchParams;
      const isOurs = query.get('hub.verify_token') === verifyToken;
      res.writeHead(isOurs ? 200 : 403).end(query.get('hub.challenge'));
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const status = answers.shift() ?? 200;
      const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, value?.toString()]));
      received.push({ raw: Buffer.concat(chunks), headers, status });
      res.writeHead(status).end();
      for (const wake of [...waiters]) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    answers,
    untilReceived: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length < count) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
