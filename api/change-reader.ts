import { setTimeout as delay } from 'node:timers/promises';
import { openChangeConnection } from '../db/change-connection';
import type { Change, Place } from '../db/changes';
import type { Database } from '../db/pool';
import type { Logger } from './dependencies';

export interface ChangeReader {
  /** Resolves once there is a position. */
  started: Promise<void>;
  /** Everything up to here has been told; null before the database was first reached. */
  position: () => Place | null;
  stop: () => void;
}

export interface Told {
  /** What is told from now on was committed after this place. */
  begins: (place: Place) => void;
  /** In their order, each once. */
  changes: (changes: readonly Change[]) => void;
  /** Somebody opened this conversation, left it, or began or stopped typing in it. Not repeated when it was missed. */
  presence: (conversationId: string) => void;
  /** What was to come next is gone: the database was away for longer than changes are kept. */
  lost: (place: Place) => void;
}

const PAGE = 1_000;
/** Changes that come close together are read together. */
const GATHER_MS = 20;
/** How soon to look again at changes that an older running transaction holds back. */
const HELD_MS = 50;
/** How soon to look again after changes, then doubling: of several transactions at once only one notifies. */
const LOOK_AGAIN_MS = 50;
/** How long to trust that no notification was lost. */
const LOOK_EVERY_MS = 1_000;
const RECONNECT_MS = { first: 100, most: 2_000 };

/** Reads every change from now on over one connection; when that breaks it makes another and goes on from its place. */
export function startChangeReader({ db, log }: { db: Database; log: Logger }, told: Told): ChangeReader {
  const stopping = new AbortController();
  const { signal } = stopping;
  let position: Place | null = null;
  let pauseMs = RECONNECT_MS.first;
  let start: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));

  async function followOnce(): Promise<void> {
    const connection = await openChangeConnection(db, told.presence);
    let quietMs = LOOK_EVERY_MS;
    try {
      for (;;) {
        const read = await connection.read(position, PAGE);
        pauseMs = RECONNECT_MS.first;
        if (signal.aborted) return;
        const isFirst = position === null;
        position = read.place;
        if (isFirst) told.begins(position);
        else if (read.lost) told.lost(position);
        else told.changes(read.changes);
        start();
        if (read.more) continue;
        quietMs = read.changes.length > 0 ? LOOK_AGAIN_MS : Math.min(2 * quietMs, LOOK_EVERY_MS);
        await connection.notified(read.held ? HELD_MS : quietMs, signal);
        await pause(read.held ? 0 : GATHER_MS);
      }
    } finally {
      connection.close();
    }
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      try {
        await followOnce();
      } catch (error) {
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'live updates: connecting again');
        await pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, RECONNECT_MS.most);
      }
    }
  }

  /** Ends early when the reader stops. */
  async function pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }

  void follow();
  return { started, position: () => position, stop: () => stopping.abort() };
}
