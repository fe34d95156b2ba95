import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Child } from './children';
import type { Home } from './home';
import { keepUp } from './keep-up';
import { LaunchError } from './launch-error';
import { logTail } from './log-tail';
import { onFreePort } from './on-free-port';
import { findPostgresBinaries } from './postgres-binaries';
import { prepareCluster } from './postgres-cluster';
import type { Progress } from './progress';
import { unprivileged } from './unprivileged';
import { writeAtomically } from './write-atomically';

/** A Postgres of our own. Both addresses carry the password of a superuser. */
export interface EmbeddedPostgres {
  /** The database `baton`. */
  readonly url: string;
  /** The database `postgres`, from which others can be created and dropped. */
  readonly adminUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** How long crash recovery may take before the start is given up. It replays at most `max_wal_size`. */
const START_DEADLINE_MS = 120_000;

/** How long the processes of a killed server may take to notice, and to let go of its data and shared memory. */
const LET_GO_DEADLINE_MS = 10_000;

/**
 * Given at every start, so that no old configuration file decides. Durability keeps its defaults (fsync, full page
 * writes, synchronous commit): what the api has answered with 200 survives a power cut here too.
 */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

interface PostgresOptions {
  home: Home;
  progress: Progress;
  /** 0 for any. Default 5433, beside a Postgres of the machine's own. */
  preferredPort?: number;
  /** Started again whenever it ends by itself. */
  keptUp?: boolean;
}

/**
 * Starts Postgres on the data in `home`, creating it the first time, and waits until it answers - after a crash, until it
 * has recovered. Listens on 127.0.0.1 only.
 * @throws with the end of its log when it does not start.
 */
export async function startPostgres({
  home,
  progress,
  preferredPort = 5433,
  keptUp = false,
}: PostgresOptions): Promise<EmbeddedPostgres> {
  return progress.step('database', async (detail) => {
    const binaries = findPostgresBinaries();
    const runAs = unprivileged();
    const dataDir = path.join(home.dir, 'postgres');
    const password = readPassword(path.join(home.dir, 'postgres-password'));
    await prepareCluster({ binaries, runAs, dataDir, password });

    return onFreePort(preferredPort, async (port) => {
      const urlOf = (database: string) => `postgres://baton:${password}@127.0.0.1:${port}/${database}`;
      const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]);
      const launch = () =>
        launchUntilReady(urlOf('postgres'), () =>
          home.children.spawn({
            name: 'postgres',
            ...runAs.wrap(binaries.postgres, ['-D', dataDir, ...settings]),
            dataDir,
            port,
            stopSignal: 'SIGINT', // Postgres' "fast shutdown"
            env: { LC_ALL: 'C' },
          }),
        );
      const child = await launch();
      await createDatabase(urlOf('postgres'));
      detail(`127.0.0.1:${port}${runAs.needsPassage ? ', running as nobody because Postgres refuses root' : ''}`);
      const stop = keptUp ? keepUp('the database', child, launch, progress) : () => child.stop();
      return { url: urlOf('baton'), adminUrl: urlOf('postgres'), port, stop };
    });
  });
}

/** Every account of this machine can reach a loopback port, so even this database asks for a password. */
function readPassword(file: string): string {
  if (!existsSync(file)) writeAtomically(file, randomBytes(24).toString('hex'));
  return readFileSync(file, 'utf8').trim();
}

/** Starts the server and waits until it accepts connections, however long recovery takes (within the deadline). */
async function launchUntilReady(url: string, launch: () => Promise<Child>): Promise<Child> {
  const startMs = performance.now();
  const hasPassed = (durationMs: number) => performance.now() - startMs > durationMs;
  let child = await launch();
  while (!(await answers(url))) {
    if (hasPassed(START_DEADLINE_MS)) await child.stop();
    if (child.hasExited()) {
      const log = logTail(child.logFile);
      const mayPass = log.includes('shared memory block') || log.includes('is another postmaster');
      if (!mayPass || hasPassed(LET_GO_DEADLINE_MS))
        throw new LaunchError('not_started', `Postgres did not start:\n${log}`);
      await delay(200);
      child = await launch();
    }
    await delay(20);
  }
  return child;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a connection cut while starting up says no more than the rejection below
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'baton'`);
    if (rowCount === 0) await client.query('create database baton');
  } finally {
    await client.end();
  }
}
