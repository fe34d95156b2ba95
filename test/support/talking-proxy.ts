import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test may tell a request by. */
export interface ProxiedRequest {
  method: string;
  path: string;
  body: string;
}

interface Refusal {
  status: number;
  body: unknown;
  wanted: (request: ProxiedRequest) => boolean;
}

export interface TalkingProxy {
  url: string;
  /** Where requests go that are not refused. */
  forwardTo: (url: string) => void;
  /** The next such request gets this answer, in the provider's own words, and goes no further. */
  refuse: (wanted: Refusal['wanted'], status: number, body: unknown) => void;
  stop: () => Promise<void>;
}

/** Stands before a provider and answers for it, where a test needs the very words of an error. */
export async function startTalkingProxy(): Promise<TalkingProxy> {
  let target = '';
  const refusals: Refusal[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '/' } = incoming;
    const body = await read(incoming);
    const at = refusals.findIndex(({ wanted }) => wanted({ method, path: url, body: body.toString('utf8') }));
    const [refusal] = at === -1 ? [] : refusals.splice(at, 1);
    if (refusal === undefined) pass(incoming, body, response, target);
    else response.writeHead(refusal.status, { 'content-type': 'application/json' }).end(JSON.stringify(refusal.body));
  };
  const server = createServer((incoming, response) => void handle(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (url) => {
      target = url;
    },
    refuse: (wanted, status, body) => {
      refusals.push({ wanted, status, body });
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function pass(incoming: IncomingMessage, body: Buffer, response: ServerResponse, target: string): void {
  const { method, headers, url = '/' } = incoming;
  const outgoing = forward(new URL(url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  outgoing.end(body);
}
