import { setTimeout as delay } from 'node:timers/promises';

/** Repeats an expectation until it holds; after `withinMs` its own failure is the test's. */
export async function eventually<Result>(
  expectation: () => Result | Promise<Result>,
  withinMs = 15_000,
): Promise<Result> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(25);
    }
  }
}
