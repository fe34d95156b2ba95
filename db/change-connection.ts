import { readChanges, type ChangesRead, type Place } from './changes';
import type { Database } from './pool';

/** A database that has not answered a read after this long is not there: the network may be cut without a word. */
const ANSWERS_WITHIN_MS = 5_000;

/** One connection that Postgres wakes at the commit of every change, and at once where somebody opens, leaves or types. */
export interface ChangeConnection {
  /** @throws when the connection is broken, or silent for 5 s. */
  read: (after: Place | null, limit: number) => Promise<ChangesRead>;
  /** Resolves at a notification since the last call, when the connection breaks, after `ms`, or when `signal` aborts. */
  notified: (ms: number, signal: AbortSignal) => Promise<void>;
  close: () => void;
}

/**
 * `onPresence` hears of the conversation's id; what it misses while the connection is broken nobody repeats.
 * @throws when the database cannot be reached.
 */
export async function openChangeConnection(
  db: Database,
  onPresence: (conversationId: string) => void,
): Promise<ChangeConnection> {
  const client = await db.connect();
  let isRung = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    isRung = true;
    wake();
  };
  client.on('notification', ({ channel, payload = '' }) => {
    if (channel === 'conversation_presence') onPresence(payload);
    else ring();
  });
  client.on('error', ring); // the next read says what is wrong
  const close = () => {
    client.release(true); // a connection that listens must not go back among those that do not
  };
  try {
    await within(ANSWERS_WITHIN_MS, client.query('listen conversation_change; listen conversation_presence'));
  } catch (error) {
    close();
    throw error;
  }
  return {
    read: (after, limit) => {
      isRung = false;
      return within(ANSWERS_WITHIN_MS, readChanges(client, { after, limit }));
    },
    notified: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          wake = () => undefined;
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
        wake = done;
        if (isRung || signal.aborted) done();
      }),
    close,
  };
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
