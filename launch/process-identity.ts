import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process `pid` was started, as an opaque text that no later process with the same pid shares; null when no
 * such process runs. A zombie counts as gone: where nothing reaps it, it stays in the table for ever.
 */
export function startTimeOf(pid: number): string | null {
  if (process.platform !== 'linux') return ps('lstart', pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 2 (the name) may itself contain blanks and parentheses: count the fields behind its last parenthesis.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const ticksSinceBoot = rest[18];
    return ticksSinceBoot === undefined ? null : `${bootId()} ${ticksSinceBoot}`;
  } catch {
    return null;
  }
}

/** The command line of `pid`, arguments joined by blanks; empty when there is no such process. */
export function commandLineOf(pid: number): string {
  if (process.platform !== 'linux') return ps('command', pid) ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Ticks since boot repeat after a restart of the machine, so the boot belongs to the identity. */
function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function ps(column: 'lstart' | 'command', pid: number): string | null {
  try {
    const value = execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
    return value.trim() === '' ? null : value.trim();
  } catch {
    return null;
  }
}
