import { isAfter, readChanges, type Change, type ChangesRead, type Place } from '../db/changes';
import type { Database } from '../db/pool';
import { listPresent, type Present } from '../db/presence';
import { startChangeReader, type ChangeReader } from './change-reader';
import type { Logger } from './dependencies';

/** Somebody's open page. */
export interface Listener {
  teammateId: string;
  /** Changes in their order, each once. */
  hear: (changes: readonly Change[]) => void;
  /** Who has this conversation open now; said to every page, and not kept for one that comes later. */
  present: (conversationId: string, teammates: Present[]) => void;
  /** It has everything up to `place`; what comes from now on follows by itself. */
  ready: (place: Place) => void;
  /** It may have missed something and must read everything again. */
  reload: (place: Place) => void;
  /** Resolves when what it was told is on the wire. */
  drained: () => Promise<void>;
  end: () => void;
}

/** Where a listener left off: null for none, `unknown` for a place that cannot be one. */
export type From = Place | 'unknown' | null;

/** Tells every listener of this process about every committed change, with one database connection for all. */
export interface ChangeFeed {
  /** Whatever was committed after `from` comes first, then everything new. Returns how to leave. */
  join: (listener: Listener, from: From) => () => void;
}

const PAGE = 1_000;
/** Changes kept at hand: who comes back after a moment needs no query for them, and reaches the others however fast they move. */
const KEPT = 2_000;

/** Reads the database only while somebody listens, so that there is nothing to stop. */
export function createChangeFeed({ db, log }: { db: Database; log: Logger }): ChangeFeed {
  /** Up to where each had everything when it joined; null while it catches up. */
  const listeners = new Map<Listener, Place | null>();
  let reader: ChangeReader | null = null;
  /** The newest changes that were told: all there were after `keptSince`. */
  let kept: Change[] = [];
  let keptSince: Place | null = null;
  /** Listeners that were cut off together come back together, and from the same place. */
  const underWay = new Map<string, Promise<ChangesRead>>();

  function begins(place: Place): void {
    kept = [];
    keptSince = place;
  }

  function changes(told: readonly Change[]): void {
    for (const [listener, since] of listeners) if (since !== null) hearOwn(listener, told, since);
    kept.push(...told);
    if (kept.length > KEPT) keptSince = kept.splice(0, kept.length - KEPT).at(-1) ?? keptSince;
  }

  function lost(place: Place): void {
    begins(place);
    for (const [listener, since] of listeners) if (since !== null) listener.reload(place);
  }

  /** One after the other, so that what is told last is what is true. */
  let telling = Promise.resolve();
  function presence(conversationId: string): void {
    telling = telling
      .then(() => listPresent(db, conversationId))
      .then((teammates) => {
        for (const listener of listeners.keys()) listener.present(conversationId, teammates);
      })
      .catch(() => undefined); // each page asks again within seconds
  }

  function readTogether(after: Place): Promise<ChangesRead> {
    const key = `${after.xid.toString()}:${after.conversationId}`;
    const reading = underWay.get(key) ?? readChanges(db, { after, limit: PAGE }).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  /** Reads from the database until the rest is at hand; tells that and joins at once, so that nothing comes between. */
  async function catchUp(listener: Listener, from: From, { started, position }: ChangeReader): Promise<void> {
    await started;
    let since = from;
    while (since !== null && since !== 'unknown' && listeners.has(listener)) {
      const read = await readTogether(since);
      if (read.lost) since = 'unknown';
      else {
        hearOwn(listener, read.changes, since);
        await listener.drained();
        if (isAfter(read.place, since)) since = read.place; // it may be beyond: another process told it more than we know
        if (keptSince !== null && !isAfter(keptSince, since)) break;
      }
    }
    const others = position();
    if (!listeners.has(listener) || others === null) return;
    if (since === 'unknown') listener.reload(others);
    const joins = since === null || since === 'unknown' ? others : since;
    hearOwn(listener, kept, joins);
    listeners.set(listener, joins);
    listener.ready(isAfter(joins, others) ? joins : others);
  }

  return {
    join: (listener, from) => {
      listeners.set(listener, null);
      reader ??= startChangeReader({ db, log }, { begins, changes, presence, lost });
      // Without the database it ends, and comes again from where it was.
      catchUp(listener, from, reader).catch(() => listener.end());
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        reader?.stop();
        reader = null;
      };
    },
  };
}

function hearOwn(listener: Listener, changes: readonly Change[], since: Place): void {
  const own = changes.filter(
    (change) => isAfter(change, since) && (change.teammateId === null || change.teammateId === listener.teammateId),
  );
  if (own.length > 0) listener.hear(own);
}
