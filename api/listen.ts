import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const CLOSE_WITHIN_MS = 10_000;

export interface Listening {
  port: number;
  /** Accepts nothing more, lets running requests finish for up to 10 s, then cuts them. */
  close: () => Promise<void>;
}

/** Serves `app`; `port` 0 takes any free one. @throws when the port is taken. */
export async function listen(app: RequestListener, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createServer(app);
  let running = 0;
  let closing = false;
  // Node alone would wait for clients that connected and say nothing, and for those that keep their connection.
  const cutWhenDone = () => {
    if (closing && running === 0) server.closeAllConnections();
  };
  server.on('request', (_req, res) => {
    running++;
    res.once('close', () => {
      running--;
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
      cutWhenDone();
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}
