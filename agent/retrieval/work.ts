/**
 * Work that stops after every small step, to be taken up again: what takes seconds in one piece would keep every turn of the
 * process waiting.
 */
export type Work<Result> = Generator<undefined, Result>;

/** Does the work in one piece, for who has nothing else to do meanwhile. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Longest that a slice goes on before it lets others run, in milliseconds: a step more, at most. */
const SLICE_MS = 8;

/** Does the work in slices, between which everything else of the process runs. `onSlice` hears how long each blocked it. */
export async function inSlices<Result>(
  work: Work<Result>,
  onSlice: (blockedMs: number) => void = () => undefined,
): Promise<Result> {
  for (;;) {
    const startedMs = performance.now();
    let step = work.next();
    while (step.done !== true && performance.now() - startedMs < SLICE_MS) step = work.next();
    onSlice(performance.now() - startedMs);
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
