import { createServer, type RequestListener } from 'node:http';

/** A running stand-in's server; `url` has no trailing slash. */
export interface LoopbackServer {
  url: string;
  /** Cuts every connection, also those that a fault keeps waiting. */
  stop(): Promise<void>;
}

/** Long, so that a client's pooled connection is never closed under a request: that would look like an ambiguous send. */
const KEEP_ALIVE_MS = 120_000;

/** Listens on 127.0.0.1 only; port 0 picks a free one. Rejects when the port is taken. */
export function startLoopbackServer(listener: RequestListener, port: number): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The stand-in has no port.'));
        return;
      }
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}
