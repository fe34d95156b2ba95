import { readFileSync } from 'node:fs';
import { writeAtomically } from './write-atomically';

/** What is remembered of a child, so that the next start recognises it if this one is killed. */
export interface ChildRecord {
  name: string;
  pid: number;
  /** Together with the pid it names one process for ever; see `startTimeOf`. */
  startTime: string;
  port: number;
  dataDir: string;
  stopSignal: 'SIGINT' | 'SIGTERM';
}

/** The children of the last run; none when there was no run, or its file says nothing we could act on safely. */
export function readChildRecords(file: string): ChildRecord[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ChildRecord[];
  } catch {
    return [];
  }
}

/** Replaces what is remembered. */
export function saveChildRecords(file: string, records: ChildRecord[]): void {
  writeAtomically(file, JSON.stringify(records, null, 2));
}
