import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createHolds, type Hold, type Holds, type Moment } from './hold';

export interface PostgresProxy {
  /** The database, through the proxy. */
  url: string;
  /** Holds the next commit of a transaction in which such a statement ran. */
  holdCommit: (moment: Moment, statement: RegExp) => Hold;
  stop: () => Promise<void>;
}

/** Stands between a role and Postgres, and understands enough of what passes to know what a commit commits. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const holds = createHolds<readonly string[]>();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    pass(near, far, holds.take);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    holdCommit: (moment, statement) => holds.add(moment, (statements) => statements.some((sql) => statement.test(sql))),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Forwards message by message; a client says nothing more before its commit is answered, so only that one must wait. */
function pass(near: Socket, far: Socket, take: Holds<readonly string[]>['take']): void {
  const statements = readStatements();
  let unread = Buffer.alloc(0);
  let isStarted = false;
  near.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      const lengthAt = isStarted ? 1 : 0;
      if (unread.length < lengthAt + 4) return;
      const end = lengthAt + unread.readInt32BE(lengthAt);
      if (unread.length < end) return;
      const message = unread.subarray(0, end);
      unread = unread.subarray(end);
      const committed = isStarted ? statements(message) : null;
      isStarted = true;
      const hold = committed === null ? null : take(committed);
      if (hold?.moment === 'before') {
        void hold.pass().then(() => far.write(message));
        continue;
      }
      if (hold?.moment === 'after') {
        far.pause();
        void hold.pass().then(() => far.resume());
      }
      far.write(message);
    }
  });
  far.on('data', (bytes) => near.write(bytes));
}

/** Reads a client's messages; returns the statements of the transaction that a message commits, for all others null. */
function readStatements(): (message: Buffer) => string[] | null {
  const prepared = new Map<string, string>();
  let ran: string[] = [];
  return (message) => {
    const [first = '', second = ''] = message.toString('utf8', 5).split('\0');
    switch (String.fromCharCode(message[0] ?? 0)) {
      case 'Q': // a simple query
        if (first === 'begin') ran = [];
        return first === 'commit' ? ran : null;
      case 'P': // parse: name, statement
        prepared.set(first, second);
        return null;
      case 'B': // bind: portal, name
        ran.push(prepared.get(second) ?? '');
        return null;
      default:
        return null;
    }
  };
}
