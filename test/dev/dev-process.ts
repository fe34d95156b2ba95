import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startTimeOf } from '../../launch/process-identity';
import { processTree, type ProcessIdentity } from './process-tree';

const ROOT = path.resolve(__dirname, '../..');

/** What a person at a terminal would have set anyway; nothing that configures Baton. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'TEMPORAL_CLI_PATH'];

/** Longer than a first start on a busy machine, shorter than building the Temporal server. */
const READY_WITHIN_MS = 120_000;

/** A run of `npm run dev` without npm. */
export interface DevProcess {
  readonly pid: number;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** The address or key behind the label it was printed with. @throws when it was not printed. */
  printed(label: 'Inbox' | 'Customer’s phone' | 'Mailbox' | 'Temporal UI' | 'API' | 'API key'): string;
  /** It and everything it started, now. */
  tree(): ProcessIdentity[];
  /** Ctrl-C: the terminal signals the whole foreground group. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** kill -9 of the main process alone, and gone when this resolves. */
  kill(): Promise<void>;
}

interface DevOptions {
  args?: string[];
  /** Beside BATON_HOME, and PORT, which is any free one unless it is given here. */
  env?: Record<string, string>;
}

/** Spawns `node start.mjs dev` on the folder `home`. */
export function spawnDev(home: string, { args = [], env = {} }: DevOptions = {}): DevProcess {
  const passedOn = Object.fromEntries(PASSED_ON.flatMap((name) => pair(name, process.env[name])));
  const child = spawn(process.execPath, ['start.mjs', 'dev', ...args], {
    cwd: ROOT,
    env: { ...passedOn, BATON_HOME: home, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('start.mjs could not be started');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const end = async (target: number, signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(target, signal);
    return exited;
  };
  return {
    pid,
    exited,
    stdout: () => stdout,
    stderr: () => stderr,
    printed: (label) => {
      const line = stdout.split('\n').find((each) => each.replace("'", '’').startsWith(`${label}  `));
      if (line === undefined) throw new Error(`${label} was not printed:\n${stdout}${stderr}`);
      return line.slice(label.length).trim();
    },
    tree: () => processTree(pid),
    interrupt: () => end(-pid, 'SIGINT'),
    kill: () => end(pid, 'SIGKILL').then(() => undefined),
  };
}

/** What each run had started when it was ready, so that nothing outlives a test that fails. */
const started = new Map<DevProcess, ProcessIdentity[]>();

/** Starts a run and waits for its `ready`. @throws with all it printed when it ends before that. */
export async function startDev(home: string, options?: DevOptions): Promise<DevProcess> {
  const dev = spawnDev(home, options);
  started.set(dev, []);
  const giveUp = AbortSignal.timeout(READY_WITHIN_MS);
  const ended = dev.exited.then(() => true);
  while (!dev.stdout().endsWith('ready\n')) {
    const isOver = await Promise.race([ended, new Promise<boolean>((resolve) => setTimeout(resolve, 50, false))]);
    if (isOver || giveUp.aborted) throw new Error(`it did not become ready:\n${dev.stdout()}${dev.stderr()}`);
  }
  started.set(dev, dev.tree());
  return dev;
}

/** Ends what a test file started and did not end itself, its orphans included. */
export async function endAll(): Promise<void> {
  for (const [dev, tree] of started) {
    await dev.interrupt();
    for (const one of tree) if (isRunning(one)) process.kill(one.pid, 'SIGKILL');
  }
  started.clear();
}

/** Whether that very process, not another one with its pid, still runs. */
export function isRunning({ pid, startTime }: ProcessIdentity): boolean {
  return startTimeOf(pid) === startTime;
}

function pair(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value]];
}
