import { performance } from 'node:perf_hooks';
import { atARate } from '../../bench/at-a-rate';

test('every task starts, whatever became of those before it', async () => {
  const items = [0, 1, 2, 3];
  let allStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => (allStarted = resolve));
  const taken = await atARate(items, 1000, async (item) => {
    if (item === items.at(-1)) allStarted();
    await started; // whoever waited for the first would never start the last
  });
  expect(taken).toHaveLength(items.length);
});

test('no task starts before its moment', async () => {
  const startMs = performance.now();
  const startedMs: number[] = [];
  await atARate([0, 1, 2], 50, () => Promise.resolve(startedMs.push(performance.now() - startMs)));
  for (const [index, ms] of startedMs.entries()) expect(ms).toBeGreaterThanOrEqual(index * 20);
});

test('what starts late counts from the moment it was due, so that no wait is hidden', async () => {
  const STALL_MS = 50;
  const [, second = 0, third = 0] = await atARate([0, 1, 2], 100, (item) => {
    const untilMs = performance.now() + STALL_MS;
    while (item === 0 && performance.now() < untilMs); // nothing else can start meanwhile
    return Promise.resolve();
  });
  expect(second).toBeGreaterThanOrEqual(STALL_MS - 10);
  expect(third).toBeGreaterThanOrEqual(STALL_MS - 20);
});

test('a task that fails fails the whole', async () => {
  await expect(atARate([0, 1], 1000, () => Promise.reject(new Error('no 200')))).rejects.toThrow('no 200');
});
