import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 15_000;

/** Server-sent events for a stand-in's page. */
export interface LiveUpdates {
  /** Keeps `res` open; `hello` is sent first. */
  join(res: ServerResponse, hello: { event: string; data: unknown }): void;
  send(event: string, data: unknown): void;
  stop(): void;
}

export function createLiveUpdates(): LiveUpdates {
  const pages = new Set<ServerResponse>();
  const heartbeat = setInterval(() => {
    for (const page of pages) page.write(': alive\n\n');
  }, HEARTBEAT_MS).unref();
  return {
    join: (res, hello) => {
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      res.write(`retry: 500\n${frame(hello.event, hello.data)}`);
      pages.add(res);
      res.once('close', () => pages.delete(res));
    },
    send: (event, data) => {
      if (pages.size === 0) return;
      const text = frame(event, data);
      for (const page of pages) page.write(text);
    },
    stop: () => clearInterval(heartbeat),
  };
}

function frame(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
