import { setTimeout as delay } from 'node:timers/promises';

/** Repeats an expectation until it holds; after `withinMs` its own failure is the test's. */
export async function eventually<Result>(
  expectation: () => Result | Promise<Result>,
  withinMs = 15_000,
): Promise<Result> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const startedMs = performance.now();
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // A difference in words of large values takes long, often from the very process that is waited for.
      await delay(Math.max(25, 2 * (performance.now() - startedMs)));
    }
  }
}
