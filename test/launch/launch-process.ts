import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A process of ours that a test may treat roughly. */
export interface LaunchProcess {
  readonly pid: number;
  /** The next line it prints. */
  nextLine(): Promise<string>;
  /** Signals its whole process group, as Ctrl-C in a terminal does, and waits for its end. */
  interrupt(): Promise<void>;
  /** kill -9 of that process alone, and waits for its end. */
  kill(): Promise<void>;
  exited: Promise<unknown>;
}

/** Runs `scenario` of launch-scenarios.ts in a process group of its own. */
export function launchProcess(scenario: string, ...args: string[]): LaunchProcess {
  const script = path.join(__dirname, 'launch-scenarios.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, scenario, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  const end = async (target: number, signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(target, signal);
    await exited;
  };
  return {
    pid,
    exited,
    async nextLine() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${scenario} ended without saying more`);
      return line.value;
    },
    interrupt: () => end(-pid, 'SIGINT'),
    kill: () => end(pid, 'SIGKILL'),
  };
}
