import { setTimeout as delay } from 'node:timers/promises';
import { Pool, types, type PoolClient } from 'pg';

/** Something that runs SQL: the pool, or the client of an open transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** A pool; statements run on it stand alone. Multi-statement work goes through `transaction`. */
export type Database = Pool;

/** Inside an open transaction. A branded type, so that code which needs a transaction cannot be handed the pool. */
export type Transaction = Queryable & { readonly inTransaction: true };

/** What a transaction's work is handed, and hands on only to what may end it. */
export interface OpenTransaction extends Transaction {
  /**
   * Sends the commit right behind `last`, which has been asked and whose answer changes nothing about it, and resolves with
   * that answer once both came through. Nothing can be asked after it.
   */
  commitWith: <Last>(last: Promise<Last>) => Promise<Last>;
}

// Ids and counters stay far below 2^53; as strings they would compare wrongly.
types.setTypeParser(types.builtins.INT8, Number);

const IDLE_MS = 60_000;

interface PoolOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  max?: number;
  /** Called when a connection breaks (a Postgres restart); the pool makes a new one by itself. */
  onError: (error: Error) => void;
}

export function createPool({ url, applicationName, max = 20, onError }: PoolOptions): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    connectionTimeoutMillis: 5_000,
    // A new connection costs whoever waits for it as much as their statements do: those of the last burst serve the next.
    idleTimeoutMillis: IDLE_MS,
    min: 2,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    // What is asked without waiting for an answer leaves at once; Postgres answers in that order.
    pipeline: true,
  });
  // On the connection itself: the pool hears only of those that nobody has taken, and an error that nobody hears of would end
  // the process, in the middle of a transaction that merely fails.
  pool.on('connect', (client) => void client.on('error', onError));
  pool.on('error', () => undefined);
  return pool;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const ATTEMPTS = 5;
/** The longest rest before the second attempt, in milliseconds; later ones rest longer. Those who collided must not come back together. */
const REST_MS = 50;

/**
 * Runs `work` in one transaction. A deadlock or serialization failure runs it again from the start, so it must be pure SQL.
 * Statements that need nothing of each other's answers belong in one `Promise.all`: they travel together, and run in the order
 * in which they stand there, each seeing what those before it wrote.
 */
export async function transaction<Result>(
  db: Database,
  work: (tx: OpenTransaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(db, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      await delay(Math.random() * REST_MS * attempt);
    }
  }
}

/**
 * Statements that stand alone, each as if on the pool, but travel together on one connection: `ask` asks all of them before it
 * waits for the first answer.
 */
export async function together<Result>(db: Database, ask: (one: Queryable) => Promise<Result>): Promise<Result> {
  const client = await db.connect();
  try {
    return await ask(gather(client));
  } finally {
    client.release();
  }
}

async function attemptOnce<Result>(db: Database, work: (tx: OpenTransaction) => Promise<Result>): Promise<Result> {
  const client = await db.connect();
  let broken: Error | undefined;
  let isOver = false;
  // One of several statements may fail while the others go on: what they ask after that would stand alone, and be kept.
  const query = (...asked: Parameters<PoolClient['query']>) =>
    isOver ? Promise.reject(new Error('this transaction is over')) : gather(client).query(...asked);
  const commit = async () => {
    if (isOver) return;
    isOver = true;
    const { command } = await gather(client).query('commit');
    if (command !== 'COMMIT') throw new Error('a statement failed, and with it its transaction');
  };
  const commitWith = async <Last>(last: Promise<Last>) => (await Promise.all([last, commit()]))[0];
  try {
    const tx = { query, commitWith } as unknown as OpenTransaction;
    const [, result] = await Promise.all([gather(client).query('begin'), work(tx)]);
    await commit();
    return result;
  } catch (error) {
    isOver = true;
    await client.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error('rollback failed');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Until the event loop turns, what is asked is kept, and then leaves as one packet: each would cost a call into the kernel. */
function gather(client: PoolClient): PoolClient {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  return client;
}

/** The SQLSTATE of a Postgres error, or null. */
export function sqlState(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function isRetryable(error: unknown): boolean {
  const code = sqlState(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}
