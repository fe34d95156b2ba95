import { spawnSync } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';

/** How to run a program that refuses to run as root. */
export interface Unprivileged {
  /** The command line that runs `command`; the process spawned with it is `command`'s own. */
  wrap(command: string, args: string[]): { command: string; args: string[]; uid?: number; gid?: number };
  /** Makes a file or folder theirs. */
  give(file: string): void;
  /** Whether all folders above theirs must let strangers pass. */
  needsPassage: boolean;
}

/** The uid of `nobody` on Linux. */
const NOBODY = 65_534;
const UNSHARE = '/usr/bin/unshare';
const AS_ORDINARY = ['--user', '--map-user=1000', '--map-group=1000'];

/**
 * Postgres refuses to run as root. As root we run it in a user namespace of its own in which root is called 1000: files
 * stay root's, so it also works below folders that are closed to others. Where namespaces are forbidden (many
 * containers) it runs as `nobody`, which must be able to reach the programs and the data.
 */
export function unprivileged(): Unprivileged {
  const asIs: Unprivileged = {
    wrap: (command, args) => ({ command, args }),
    give: () => undefined,
    needsPassage: false,
  };
  if (process.getuid?.() !== 0) return asIs;
  const works = existsSync(UNSHARE) && spawnSync(UNSHARE, [...AS_ORDINARY, '/bin/true']).status === 0;
  if (works)
    return { ...asIs, wrap: (command, args) => ({ command: UNSHARE, args: [...AS_ORDINARY, command, ...args] }) };
  return {
    wrap: (command, args) => ({ command, args, uid: NOBODY, gid: NOBODY }),
    give: (file) => chownSync(file, NOBODY, NOBODY),
    needsPassage: true,
  };
}
