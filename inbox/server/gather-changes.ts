/** Several changes of one conversation within this time are read once. */
const GATHER_MS = 60;
/** When no answer came. */
const READ_AGAIN_MS = 1_000;

/**
 * Reads what changed, of each conversation one reading after the other: of two at a time the older could arrive last, and
 * would stay on the page. What changes while it is read is read once more, and so is what no answer came for.
 * @param read resolves to false when no answer came; never rejects
 */
export function gatherChanges(read: (id: string) => Promise<boolean>): { add: (id: string) => void; stop: () => void } {
  const waiting = new Set<string>();
  const underWay = new Set<string>();
  let isStopped = false;
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const after = (ms: number) => {
    if (!timers.has(ms))
      timers.set(
        ms,
        setTimeout(() => start(ms), ms),
      );
  };
  const start = (ms: number) => {
    timers.delete(ms);
    for (const id of waiting) if (!underWay.has(id)) begin(id);
  };
  const begin = (id: string) => {
    waiting.delete(id);
    underWay.add(id);
    void read(id).then((isRead) => {
      underWay.delete(id);
      if (isStopped) return;
      if (!isRead) waiting.add(id);
      if (waiting.has(id)) after(isRead ? GATHER_MS : READ_AGAIN_MS);
    });
  };
  return {
    add: (id) => {
      waiting.add(id);
      after(GATHER_MS);
    },
    stop: () => {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
