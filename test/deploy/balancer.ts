import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer {
  url: string;
  /** Connections from now on go to these ports, in turn; those that stand are left alone. */
  lead: (ports: readonly number[]) => void;
  stop: () => Promise<void>;
}

/** What stands in front of several apis: each connection goes to the next of them, and to another if that one is gone. */
export async function startBalancer(): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let ports: readonly number[] = [];
  let next = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const serve = (near: Socket, tries: number) => {
    const port = ports[next++ % Math.max(1, ports.length)];
    if (port === undefined || tries === 0) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    let connected = false;
    keep(far);
    far.once('connect', () => {
      connected = true;
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
    });
    far.once('close', () => {
      if (connected) near.destroy();
      else serve(near, tries - 1);
    });
  };
  const server = createServer((near) => {
    keep(near);
    serve(near, ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (to) => {
      ports = to;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
