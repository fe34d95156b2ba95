import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pickPort } from '../launch/ports';
import { tryLock } from '../launch/process-lock';

/**
 * A port on 127.0.0.1, `preferred` if possible (0 for any), that no other Baton of this account picks while this process
 * lives. A port that was free a moment ago is not enough: Temporal takes a second until it listens, and of two runs
 * started together one would fail - or find the other's Temporal on the port it gave to its own.
 */
export async function reservePort(preferred: number): Promise<number> {
  // Asked before the port is tried, because trying it means to listen there for an instant.
  const wanted = preferred !== 0 && isForUs(preferred) ? preferred : 0;
  const port = await pickPort(wanted);
  return port === wanted || isForUs(port) ? port : reservePort(0);
}

/** Freed when this process ends; a lock that a kill -9 left is stale and taken over. */
function isForUs(port: number): boolean {
  try {
    const folder = path.join(tmpdir(), `baton-ports-${userInfo().uid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { lock, owner } = tryLock(path.join(folder, String(port)));
    if (lock !== undefined) process.once('exit', () => lock.release());
    return owner === undefined || owner.pid === process.pid;
  } catch {
    return true; // no such folder to be had: as good as a look at the port alone
  }
}
