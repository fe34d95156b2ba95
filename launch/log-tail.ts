import { readFileSync } from 'node:fs';

const LINES = 8;

/** What a server said before it gave up: the last eight lines of its log, or those from a panic on, which stand above its stack. */
export function logTail(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const panic = lines.findLastIndex((line) => line.startsWith('panic:'));
  return (panic === -1 ? lines.slice(-LINES) : lines.slice(panic, panic + LINES)).join('\n');
}
