import { readdirSync, readFileSync } from 'node:fs';
import { startTimeOf } from '../../launch/process-identity';

/** One process for ever: its pid may be another's tomorrow, then with another start time. */
export interface ProcessIdentity {
  pid: number;
  startTime: string;
  command: string;
}

/** The process `pid` and its descendants that run now, parents before children; empty when it has ended. Linux only. */
export function processTree(pid: number): ProcessIdentity[] {
  const startTime = startTimeOf(pid);
  if (startTime === null) return [];
  const children = parentsOfAll().flatMap(([child, parent]) => (parent === pid ? [child] : []));
  return [{ pid, startTime, command: commandOf(pid) }, ...children.flatMap(processTree)];
}

function parentsOfAll(): [child: number, parent: number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const status = readOrEmpty(`/proc/${name}/status`);
      const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
      return parent === undefined ? [] : [[Number(name), Number(parent)] as [number, number]];
    });
}

function commandOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
}
