/** The part of an output stream that progress needs; `process.stderr` is one. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Tells a person at a terminal, or a log, what a start is busy with. */
export interface Progress {
  /** One line, at once. */
  say(line: string): void;
  /**
   * Runs `work` as the step `name`: `✓ name  1.2 s` when it is done, `✗ name` when it throws (the error passes through).
   * `detail` is added to the closing line. Steps may run side by side.
   */
  step<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
}

const LOG_EVERY_MS = 10_000;

/**
 * Progress on `stream`. On a terminal one live line shows the running steps and their seconds; elsewhere, as in a CI log,
 * a step that lasts says so every 10 s. Without a stream nothing is shown.
 */
export function createProgress(stream?: ProgressStream): Progress {
  const running = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const clear = () => stream?.isTTY === true && stream.write('\r\u001B[K');
  const busyWith = () => [...running].map(([name, startMs]) => `${name} ${seconds(startMs)}`).join(' · ');
  const draw = () => {
    if (stream?.isTTY !== true || running.size === 0) return;
    const line = busyWith();
    stream.write(`\r\u001B[K… ${line}`.slice(0, (stream.columns ?? 80) + 3));
  };
  const say = (line: string) => {
    clear();
    stream?.write(`${line}\n`);
    draw();
  };

  return {
    say,
    async step(name, work) {
      const startMs = performance.now();
      let detail = '';
      running.set(name, startMs);
      timer ??=
        stream?.isTTY === true ? setInterval(draw, 100) : setInterval(() => say(`… ${busyWith()}`), LOG_EVERY_MS);
      timer.unref();
      draw();
      const end = (mark: string) => {
        running.delete(name);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
        say(`${mark} ${name.padEnd(12)} ${seconds(startMs)}${detail === '' ? '' : `  ${detail}`}`);
      };
      try {
        const result = await work((text) => {
          detail = text;
        });
        end('✓');
        return result;
      } catch (error) {
        end('✗');
        throw error;
      }
    },
  };
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
