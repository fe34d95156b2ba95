import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './children';
import type { Progress } from './progress';

const REST_MS = 500;

/**
 * Starts a server again whenever it ends without having been told to: out of memory, or killed by mistake, it would leave
 * customers without an answer for as long as nobody looks. Its clients find it where it was.
 * @param again starts it on the same port and data, and resolves once it answers
 * @returns what ends it for good
 */
export function keepUp(
  name: string,
  started: Child,
  again: () => Promise<Child>,
  { say }: Pick<Progress, 'say'>,
): () => Promise<void> {
  let child = started;
  let isStopping = false;
  const mustGoOn = async () => {
    await child.exited;
    return !isStopping;
  };
  const watch = async () => {
    while (await mustGoOn()) {
      say(`${name} has ended by itself and is started again; what it said last is in ${child.logFile}`);
      await delay(REST_MS);
      child = await again().catch(() => child);
      if (isStopping) await child.stop();
    }
  };
  const watching = watch();
  return async () => {
    isStopping = true;
    await child.stop();
    await watching;
  };
}
