import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { startTimeOf } from './process-identity';
import { writeAtomically } from './write-atomically';

/** Who holds a lock, and what it wants others to know. */
export interface LockOwner {
  pid: number;
  startTime: string;
  /** What the owner serves: name to address. */
  addresses: Record<string, string>;
}

/** A lock that was taken. */
export interface ProcessLock {
  announce(addresses: Record<string, string>): void;
  release(): void;
}

/** Either the lock or, while its owner lives, the owner. */
export type LockResult = { lock: ProcessLock; owner?: never } | { owner: LockOwner; lock?: never };

/**
 * Tries to take the lock `file` for this process. A lock whose process has ended - or whose pid now belongs to another
 * process, which its start time shows - is stale and taken over. Works among processes that see each other's pids.
 */
export function tryLock(file: string): LockResult {
  const me: LockOwner = { pid: process.pid, startTime: startTimeOf(process.pid) ?? '', addresses: {} };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    while (!tryLink(draft, file)) {
      const owner = readOwner(file);
      if (owner && startTimeOf(owner.pid) === owner.startTime) return { owner };
      setAside(file, `${draft}.stale`, owner);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const isMine = () => isSame(readOwner(file), me);
  return {
    lock: {
      announce(addresses) {
        if (isMine()) writeAtomically(file, JSON.stringify({ ...me, addresses }));
      },
      release() {
        if (isMine()) rmSync(file, { force: true });
      },
    },
  };
}

/** Moves the stale lock away. If another process was faster and the file is now its lock, that is put back. */
function setAside(file: string, aside: string, stale: LockOwner | null): void {
  try {
    renameSync(file, aside);
  } catch {
    return; // somebody else did
  }
  if (!isSame(readOwner(aside), stale)) tryLink(aside, file);
  rmSync(aside, { force: true });
}

/** A hard link appears whole or not at all, and never replaces: the one atomic "create if absent" with content. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(file: string): LockOwner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockOwner;
  } catch {
    return null;
  }
}

function isSame(a: LockOwner | null, b: LockOwner | null): boolean {
  return a?.pid === b?.pid && a?.startTime === b?.startTime;
}
