import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Baton } from '../support/baton';
import { spawnRole, type SpawnedRole } from '../support/spawn-role';

/** A role whose supervisor starts it again whenever it has ended, as production's does. */
export interface KeptRole {
  /** kill -9; false if it did not run. */
  kill: () => boolean;
  /** Stops it for `ms`; false if it did not run. */
  freeze: (ms: number) => Promise<boolean>;
  /** How often it ended by itself after it had been ready. */
  ownDeaths: () => number;
  /** Resolves once it is ready. */
  untilUp: () => Promise<void>;
  stop: () => Promise<void>;
}

const RESTART_AFTER_MS = 300;

export function keepRole(
  baton: Pick<Baton, 'env'>,
  role: 'api' | 'worker',
  env: Record<string, string> = {},
): KeptRole {
  let running: SpawnedRole | null = null;
  let isStopping = false;
  let ownDeaths = 0;
  const doomed = new Set<SpawnedRole>();
  const keep = async () => {
    while (!isStopping) {
      try {
        running = await spawnRole(baton, role, env);
        await ended(running);
        if (!doomed.delete(running)) ownDeaths++;
      } catch {
        // It could not start, most likely without its database: once more.
      }
      running = null;
      await delay(RESTART_AFTER_MS);
    }
  };
  const keeping = keep();
  const signal = (name: NodeJS.Signals) => running !== null && isAlive(running) && running.process.kill(name);
  /** Once, because a second wish would be another. */
  const end = (name: NodeJS.Signals) => {
    if (running === null || doomed.has(running) || !signal(name)) return false;
    doomed.add(running);
    return true;
  };
  return {
    kill: () => end('SIGKILL'),
    freeze: async (ms) => {
      if (!signal('SIGSTOP')) return false;
      await delay(ms);
      signal('SIGCONT');
      return true;
    },
    ownDeaths: () => ownDeaths,
    untilUp: async () => {
      while (running === null || doomed.has(running)) await delay(50);
    },
    stop: async () => {
      isStopping = true;
      // It may be in the middle of a start: then as soon as it is there.
      while (!(await Promise.race([keeping.then(() => true), delay(200).then(() => false)]))) end('SIGTERM');
    },
  };
}

function isAlive({ process }: SpawnedRole): boolean {
  return process.exitCode === null && process.signalCode === null;
}

async function ended(role: SpawnedRole): Promise<void> {
  if (isAlive(role)) await once(role.process, 'exit');
}
