/** Holds callers until it is opened, and tells how many it holds. */
export interface Gate {
  pass: () => Promise<void>;
  held: () => number;
  /** Resolves once `count` callers have been held in total. @throws after `timeoutMs`. */
  untilHeld: (count: number, timeoutMs?: number) => Promise<void>;
  /** Lets the oldest `count` go; without a count all, and those to come. */
  release: (count?: number) => void;
}

export function createGate(): Gate {
  const held: (() => void)[] = [];
  const watchers = new Set<() => void>();
  let total = 0;
  let open = false;
  return {
    pass: () => {
      if (open) return Promise.resolve();
      return new Promise((resolve) => {
        held.push(resolve);
        total += 1;
        for (const watch of [...watchers]) watch();
      });
    },
    held: () => held.length,
    untilHeld: (count, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`Only ${total} of ${count} were held within ${timeoutMs} ms.`));
        }, timeoutMs);
        const watch = () => {
          if (total < count) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    release: (count) => {
      if (count === undefined) open = true;
      for (const go of held.splice(0, count ?? held.length)) go();
    },
  };
}
