import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeRemoval } from '../launch/temporary-folder';

/** A run of `npm start` without npm: start.mjs, and the compiled program it hands over to, in one process. */
export interface ProductionProcess {
  readonly pid: number;
  /** Resolves with the exit code once it has ended and all it printed is here; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Everything it printed so far. */
  printed(): string;
  /** Resolves with what `pattern` finds in what it prints. @throws with all of it when it ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
}

const started = new Set<ProductionProcess>();

beforeRemoval(async () => {
  for (const each of started) {
    each.signal('SIGKILL');
    await each.exited;
  }
});

/** Starts `npm start -- <role>` in `dir` under `env` and nothing else; without a role both. */
export function startProduction(
  dir: string,
  role: 'api' | 'worker' | null,
  env: Record<string, string>,
): ProductionProcess {
  const child = spawn(process.execPath, ['start.mjs', 'start', ...(role === null ? [] : [role])], {
    cwd: dir,
    env: { ...passedOn(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('start.mjs could not be started');
  let printed = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const watch of watchers) watch();
    });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const run: ProductionProcess = {
    pid,
    exited,
    printed: () => printed,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const found = pattern.exec(printed);
          if (found === null) return;
          watchers.delete(watch);
          resolve(found);
        };
        watchers.add(watch);
        watch();
        void exited.then((code) => reject(new Error(`it ended with ${code ?? 'a signal'}:\n${printed}`)));
      }),
    signal: (name) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(name);
    },
  };
  started.add(run);
  return run;
}

/** What every shell has; nothing that configures Baton. */
function passedOn(): Record<string, string> {
  return Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
