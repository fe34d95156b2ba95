import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Client, Connection } from '@temporalio/client';
import { ask } from './workflow';

/** The baseline: on the same Temporal server, a workflow that does nothing but answer a signal with an activity. */
export interface BareConversations {
  /** Signals the conversation; resolves with the milliseconds until its activity ran. */
  greet: (name: string) => Promise<number>;
  /** The milliseconds between two activities that follow each other: what one more step costs at least. */
  round: (name: string) => Promise<number>;
  worker: { pid: number };
  stop: () => Promise<void>;
}

export async function startBareConversations(temporalAddress: string): Promise<BareConversations> {
  const taskQueue = `bare-${randomUUID()}`;
  const worker = fork(path.join(__dirname, 'worker-main.ts'), [temporalAddress, taskQueue], {
    execArgv: ['-r', 'tsx/cjs'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, () => void>();
  await once(worker, 'message');
  worker.on('message', ({ id }: { id: number }) => waiting.get(id)?.());
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  let asked = 0;
  const question = async (name: string, rounds: number): Promise<number[]> => {
    const id = ++asked;
    const times = [performance.now()];
    const done = new Promise<void>((resolve) => {
      waiting.set(id, () => {
        times.push(performance.now());
        if (times.length > rounds) resolve();
      });
    });
    await client.workflow.signalWithStart('bare', {
      workflowId: `${taskQueue}-${name}`,
      taskQueue,
      signal: ask,
      signalArgs: [{ id, rounds }],
    });
    await done;
    waiting.delete(id);
    return times;
  };
  const between = (times: readonly number[], from: number) => (times[from + 1] ?? 0) - (times[from] ?? 0);
  return {
    worker: { pid: worker.pid ?? 0 },
    greet: async (name) => between(await question(name, 1), 0),
    round: async (name) => between(await question(name, 2), 1),
    stop: async () => {
      worker.disconnect();
      await once(worker, 'exit');
      await connection.close();
    },
  };
}
