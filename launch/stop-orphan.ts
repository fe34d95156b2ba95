import { setTimeout as delay } from 'node:timers/promises';
import type { ChildRecord } from './child-records';
import { commandLineOf, startTimeOf } from './process-identity';
import { signalGroup } from './signal-group';

const FORCE_AFTER_MS = 10_000;

/**
 * Ends a child that a killed run left behind, by force after 10 s; false when it runs no more. A process that merely has
 * the same pid is not touched: start time and data folder must both match.
 */
export async function stopOrphan(record: ChildRecord): Promise<boolean> {
  if (!isOurs(record)) return false;
  signalGroup(record.pid, record.stopSignal);
  for (let waitedMs = 0; isOurs(record); waitedMs += 20) {
    if (waitedMs === FORCE_AFTER_MS) signalGroup(record.pid, 'SIGKILL');
    await delay(20);
  }
  return true;
}

function isOurs({ pid, startTime, dataDir }: ChildRecord): boolean {
  return startTimeOf(pid) === startTime && commandLineOf(pid).includes(dataDir);
}
