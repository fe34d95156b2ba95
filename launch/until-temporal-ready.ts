import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { Child } from './children';
import { LaunchError } from './launch-error';
import { logTail } from './log-tail';

/** How long a closed conversation's history can be read in Temporal UI. The dev server's own default is one day. */
const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;

const START_DEADLINE_MS = 30_000;

/**
 * Waits until the dev server `child` serves its namespace on `port`, and makes it keep closed histories long enough.
 * @throws with the end of its log when it ends, or does not answer in time.
 */
export async function untilTemporalReady(port: number, child: Child): Promise<void> {
  // Loaded while the server starts: it takes as long as the server does.
  const { Connection: TemporalConnection } = await import('@temporalio/client');
  const deadline = performance.now() + START_DEADLINE_MS;
  // A channel that was refused once backs off for a second, so gRPC waits until somebody listens.
  while (!(await accepts(port))) await pause(child, deadline);
  const connection = TemporalConnection.lazy({ address: `127.0.0.1:${port}` });
  try {
    while (!(await setRetention(connection))) await pause(child, deadline);
  } finally {
    await connection.close();
  }
  // Whoever answered may have been another server on this port, while ours was dying of it.
  if (child.hasExited()) await pause(child, 0);
}

/** @throws with the end of the server's log once there is nothing to wait for. */
async function pause(child: Child, deadline: number): Promise<void> {
  if (child.hasExited() || performance.now() > deadline) {
    await child.stop();
    throw new LaunchError('not_started', `Temporal did not start:\n${logTail(child.logFile)}`);
  }
  await delay(20);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** True when the namespace is served, which is also what "ready" means here, and keeps histories long enough. */
async function setRetention(connection: Connection): Promise<boolean> {
  const namespace = 'default';
  try {
    await connection.withDeadline(Date.now() + 2_000, async () => {
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000 >= RETENTION_MS) return;
      await connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: msToTs(RETENTION_MS) },
      });
    });
    return true;
  } catch {
    return false;
  }
}
