import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Acceptance, Arrival, Instant, LogEntry, WebhookAttempt } from './log-entry';
import { now } from './now';

type New<Entry extends LogEntry> = Omit<Entry, 'kind' | 'seq' | keyof Instant> & Partial<Instant>;

interface Waiter {
  wants: (entry: LogEntry) => boolean;
  found: (entry: LogEntry) => void;
}

/** The record of what a stand-in saw and accepted: append-only, in memory and (with a file) as JSON Lines. Tests judge by it. */
export interface RequestLog {
  arrivals(route?: string): Arrival[];
  accepted(): Acceptance[];
  webhooks(): WebhookAttempt[];
  /** Entries with a higher `seq` than `after`. */
  entries(after?: number): LogEntry[];
  /** Calls back for every entry to come, until the returned function is called. */
  follow(seen: (entry: LogEntry) => void): () => void;
  /** The first entry, past or to come, that the predicate wants. @throws when none came within `timeoutMs`. */
  waitFor(wants: (entry: LogEntry) => boolean, timeoutMs?: number): Promise<LogEntry>;
  waitForArrival(wants: (arrival: Arrival) => boolean, timeoutMs?: number): Promise<Arrival>;
  waitForAccepted(wants: (acceptance: Acceptance) => boolean, timeoutMs?: number): Promise<Acceptance>;
}

/** The stand-in's own side of the log. */
export interface RequestLogWriter extends RequestLog {
  arrived(entry: New<Arrival>): Arrival;
  acceptedOne(entry: New<Acceptance>): void;
  attempted(entry: New<WebhookAttempt>): void;
  close(): void;
}

const DEFAULT_WAIT_MS = 10_000;

/** One JSON line of the log; nanoseconds become a string. */
export function logLine(entry: LogEntry): string {
  return JSON.stringify(entry, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

export function openRequestLog(file: string | undefined): RequestLogWriter {
  const entries: LogEntry[] = [];
  const waiters = new Set<Waiter>();
  const followers = new Set<(entry: LogEntry) => void>();
  let fd = file === undefined ? null : openAppend(file);

  const append = <Entry extends LogEntry>(entry: Entry): Entry => {
    entries.push(entry);
    // Written at once: the file must hold what arrived even if the process is killed with the next breath.
    if (fd !== null) writeSync(fd, `${logLine(entry)}\n`);
    for (const waiter of [...waiters]) if (waiter.wants(entry)) waiter.found(entry);
    for (const seen of followers) seen(entry);
    return entry;
  };
  const waitFor = (wants: (entry: LogEntry) => boolean, timeoutMs = DEFAULT_WAIT_MS): Promise<LogEntry> => {
    const past = entries.find(wants);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        reject(new Error(`The stand-in saw no such request within ${timeoutMs} ms (${entries.length} log entries).`));
      }, timeoutMs);
      const waiter: Waiter = {
        wants,
        found: (entry) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(entry);
        },
      };
      waiters.add(waiter);
    });
  };

  return {
    arrivals: (route) =>
      entries
        .filter((entry) => entry.kind === 'arrival')
        .filter((arrival) => route === undefined || arrival.route === route),
    accepted: () => entries.filter((entry) => entry.kind === 'accepted'),
    webhooks: () => entries.filter((entry) => entry.kind === 'webhook'),
    entries: (after = 0) => entries.slice(after),
    follow: (seen) => {
      followers.add(seen);
      return () => followers.delete(seen);
    },
    waitFor,
    waitForArrival: async (wants, timeoutMs) => {
      const entry = await waitFor((candidate) => candidate.kind === 'arrival' && wants(candidate), timeoutMs);
      return entry as Arrival;
    },
    waitForAccepted: async (wants, timeoutMs) => {
      const entry = await waitFor((candidate) => candidate.kind === 'accepted' && wants(candidate), timeoutMs);
      return entry as Acceptance;
    },
    arrived: (entry) => append({ ...now(), ...entry, kind: 'arrival', seq: entries.length + 1 }),
    acceptedOne: (entry) => void append({ ...now(), ...entry, kind: 'accepted', seq: entries.length + 1 }),
    attempted: (entry) => void append({ ...now(), ...entry, kind: 'webhook', seq: entries.length + 1 }),
    close: () => {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

function openAppend(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a');
}
