import { createServer } from 'node:net';

/** A port on 127.0.0.1 that was free a moment ago: `preferred` if nobody listens on it, otherwise one the system picks. */
export async function pickPort(preferred: number): Promise<number> {
  return (await tryListen(preferred)) ?? (await tryListen(0)) ?? preferred;
}

/** Listens for an instant; the port it got, or null when it is taken (or not ours to take). */
function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
