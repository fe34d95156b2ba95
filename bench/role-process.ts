import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A program of ours in a process of its own. */
export interface RoleProcess {
  pid: number;
  /** What it printed when it was ready. */
  ready: RegExpExecArray;
  /** SIGTERM, and gone when this resolves. */
  stop: () => Promise<void>;
}

const ROOT = path.resolve(__dirname, '..');

/** Starts a role as `npm start -- <role>` does, compiled, and waits until it is ready. */
export function startRole(role: 'api' | 'worker', env: Record<string, string>): Promise<RoleProcess> {
  return startProcess(['start.mjs', 'start', role], env, /^ready(?: on port (\d+))?$/m);
}

/**
 * Starts Node with `args` below the checkout, and waits until it prints what `ready` matches.
 * @throws with all it printed when it ends before that.
 */
export async function startProcess(
  args: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<RoleProcess> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    // Nothing of the shell's, which may hold a real key: what is measured is configured here alone.
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let printed = '';
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed = `${printed}${text}`.slice(-10_000);
        const match = ready.exec(printed);
        if (match !== null) resolve(match);
      });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended before it was ready:\n${printed}`)));
  });
  return {
    pid: child.pid ?? 0,
    ready: found,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}
