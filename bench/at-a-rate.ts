import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/**
 * Starts `task` for item i at i / `perSecond` seconds from now, whatever became of those before it; resolves with the
 * milliseconds from that moment to each one's end, in the order of the items. Who waits for answers before asking again asks
 * less of what is slow, and never sees the queue in front of it. What starts late, starts at once, and its lateness counts.
 */
export function atARate<Item>(
  items: readonly Item[],
  perSecond: number,
  task: (item: Item) => Promise<unknown>,
): Promise<number[]> {
  const startMs = performance.now();
  return Promise.all(
    items.map(async (item, index) => {
      const dueMs = startMs + (index * 1000) / perSecond;
      await until(dueMs);
      await task(item);
      return performance.now() - dueMs;
    }),
  );
}

/** Timers know whole milliseconds only: the rest is waited for awake, lest half a millisecond be added to every time. */
async function until(dueMs: number): Promise<void> {
  for (let leftMs = dueMs - performance.now(); leftMs > 0; leftMs = dueMs - performance.now())
    await (leftMs >= 1 ? delay(leftMs) : nextTurn());
}
