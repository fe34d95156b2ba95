import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const CLOSE_WITHIN_MS = 10_000;
/** A request under way when we close may still become a stream. */
const END_STREAMS_EVERY_MS = 50;

export interface Listening {
  port: number;
  /** Accepts nothing more, ends event streams, lets other running requests finish for up to 10 s, then cuts them. */
  close: () => Promise<void>;
}

/** Serves `app`; `port` 0 takes any free one. @throws when the port is taken. */
export async function listen(app: RequestListener, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createServer(app);
  const running = new Set<ServerResponse>();
  let closing = false;
  // Node alone would wait for clients that connected and say nothing, and for those that keep their connection.
  const cutWhenDone = () => {
    if (closing && running.size === 0) server.closeAllConnections();
  };
  const endStreams = () => {
    for (const res of running) if (isEventStream(res)) endNow(res);
  };
  server.on('request', (_req, res) => {
    running.add(res);
    res.once('close', () => {
      running.delete(res);
      cutWhenDone();
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      endStreams();
      const ending = setInterval(endStreams, END_STREAMS_EVERY_MS);
      cutWhenDone();
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(cut);
      clearInterval(ending);
    },
  };
}

/** It would never finish by itself; its reader comes back, to whoever listens then. One that does not read is cut. */
function endNow(res: ServerResponse): void {
  res.end();
  if (res.writableLength > 0) res.destroy();
}

function isEventStream(res: ServerResponse): boolean {
  return String(res.getHeader('content-type')).startsWith('text/event-stream');
}
