import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createHolds, type Hold, type Holds, type Moment } from './hold';

export interface PostgresProxy {
  /** The database, through the proxy. */
  url: string;
  /** Holds the next commit of a transaction in which such a statement ran, or of such a statement that stands alone. */
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

/** Forwards message by message; ours say nothing more before a commit is answered, so only that one must wait. */
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
        // Whoever died meanwhile has said nothing; their end is noticed a moment after their death.
        void hold
          .pass()
          .then(() => delay(20))
          .then(() => !near.destroyed && far.write(message));
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

/** Reads a client's messages; returns the statements that a message commits, for one that commits nothing null. */
function readStatements(): (message: Buffer) => string[] | null {
  const prepared = new Map<string, string>();
  let ran: string[] = [];
  let isInTransaction = false;
  return (message) => {
    const [first = '', second = ''] = message.toString('utf8', 5).split('\0');
    switch (String.fromCharCode(message[0] ?? 0)) {
      case 'Q': // a simple query
        if (first === 'begin') ran = [];
        isInTransaction = first === 'begin' || (isInTransaction && first !== 'commit' && first !== 'rollback');
        return first === 'commit' ? ran : null;
      case 'P': // parse: name, statement
        prepared.set(first, second);
        return null;
      case 'B': // bind: portal, name
        if (!isInTransaction) ran = [];
        ran.push(prepared.get(second) ?? '');
        return null;
      case 'S': // sync: a statement that stands alone is committed by it
        return isInTransaction ? null : ran;
      default:
        return null;
    }
  };
}
