import { readFileSync } from 'node:fs';

/** The last eight lines of a log file: what a server said before it gave up. */
export function logTail(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
}
