import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Role } from '../../config';
import type { Baton } from './baton';

export interface SpawnedRole {
  process: ChildProcess;
  /** Where its api listens; 0 for a worker. */
  port: number;
  /** kill -9, and gone when this resolves. */
  kill: () => Promise<void>;
  /** SIGTERM: drains. */
  stop: () => Promise<void>;
}

/** Starts a role of this installation in its own process, and waits until it is ready. */
export async function spawnRole(
  baton: Pick<Baton, 'env'>,
  role: Role,
  env: Record<string, string> = {},
): Promise<SpawnedRole> {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(__dirname, 'role-main.cjs'), role], {
    env: { ...process.env, ...baton.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (\d+)$/.exec(line);
      if (ready !== null) resolve(Number(ready[1]));
    });
    child.once('exit', (code) =>
      reject(new Error(`the ${role} exited with ${code ?? 'a signal'} before it was ready`)),
    );
  });
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { process: child, port, kill: end('SIGKILL'), stop: end('SIGTERM') };
}
