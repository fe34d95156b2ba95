import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createChildren, type Children } from './children';
import { LaunchError } from './launch-error';
import { tryLock, type LockOwner } from './process-lock';

/** The folder where one embedded installation keeps its data, its logs and the record of its processes. */
export interface Home {
  /** Absolute. */
  readonly dir: string;
  readonly children: Children;
  /** Names of servers that an earlier, killed run had left and that were ended by this start. */
  readonly stoppedOrphans: string[];
  /** Stores what a second start on this folder is told: name to address. */
  announce(addresses: Record<string, string>): void;
  /** Ends every child that still runs, then frees the folder. */
  close(): Promise<void>;
}

/**
 * Opens the home folder `dir` for this process alone, creating it if needed, and ends what a killed run left in it.
 * @throws LaunchError `home_in_use`, naming process and addresses, while another live process has it open.
 */
export async function openHome(dir: string): Promise<Home> {
  const absolute = path.resolve(dir);
  // 0700: passwords, conversations and their Temporal histories lie here.
  mkdirSync(absolute, { recursive: true, mode: 0o700 });
  const { lock, owner } = tryLock(path.join(absolute, 'lock'));
  if (owner) throw new LaunchError('home_in_use', describeOwner(absolute, owner));
  const children = createChildren(absolute);
  const stoppedOrphans = await children.stopOrphans();
  return {
    dir: absolute,
    children,
    stoppedOrphans,
    announce: (addresses) => lock.announce(addresses),
    async close() {
      await children.stopAll();
      lock.release();
    },
  };
}

function describeOwner(dir: string, owner: LockOwner): string {
  const addresses = Object.entries(owner.addresses).map(([name, address]) => `\n  ${name}: ${address}`);
  return (
    `Baton is already running on ${dir} (process ${owner.pid})${addresses.length > 0 ? `:${addresses.join('')}` : ', still starting.'}\n` +
    'Stop it first, or set BATON_HOME to another folder to run a second one.'
  );
}
