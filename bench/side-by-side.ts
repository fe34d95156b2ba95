import { performance } from 'node:perf_hooks';

interface Timed<Result> {
  results: Result[];
  seconds: number;
}

/** Runs `task` for every item, `width` at a time; resolves with the results in no order and the seconds it took. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  width: number,
  task: (item: Item) => Promise<Result>,
): Promise<Timed<Result>> {
  const results: Result[] = [];
  const startMs = performance.now();
  const queue = items.values();
  const line = async (): Promise<void> => {
    // The one iterator is shared: each line takes what the others have left.
    for (const item of queue) results.push(await task(item));
  };
  await Promise.all(Array.from({ length: width }, line));
  return { results, seconds: (performance.now() - startMs) / 1000 };
}

/** Runs `task` `times` times for each item, one after the other, and all items side by side. */
export function eachInTurn<Item, Result>(
  items: readonly Item[],
  times: number,
  task: (item: Item) => Promise<Result>,
): Promise<Timed<Result>> {
  return sideBySide(items, items.length, async (item) => {
    const results: Result[] = [];
    while (results.length < times) results.push(await task(item));
    return results;
  }).then(({ results, seconds }) => ({ results: results.flat(), seconds }));
}
