import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities';
import type { Dependencies } from '../activities/dependencies';
import type { PushClient } from '../channels/push/client';
import { startSweeper } from '../ring/sweep';
import type { Ring, RingOptions } from '../ring/ring';
import { connectionOptions, type TemporalSettings } from '../ring/temporal-client';
import { keepSearchAttributes, registerSearchAttributes } from './search-attributes';
import { startNoticeSender } from './send-notices';
import { startPushSender } from './send-pushes';

export interface WorkerSettings {
  temporal: TemporalSettings;
  taskQueue: string;
  workflows: Required<Pick<WorkerOptions, 'workflowBundle'>>;
  activities: Omit<Dependencies, 'beside'>;
  ring: Ring;
  ringOptions: RingOptions;
  push: PushClient;
}

export interface RunningWorker {
  /** Stops polling, lets running activities finish, stops the sweeper. */
  stop: () => Promise<void>;
  /** Rejects when the worker dies by itself. */
  failed: Promise<never>;
}

const RECONNECT_MS = 1_000;

/**
 * How long one activation of workflow code may take; the SDK reads it but does not list it among its options. Cutting one
 * off after the default of 5 s can abort the whole process (Node 20, sdk-typescript #939), and ours are only ever slow because
 * the machine is: workflow code here has no loop that does not wait.
 */
const PATIENCE = { isolateExecutionTimeout: '30s' };

/** Registers the search attributes, polls for work, sweeps, and sends what teammates are told. Waits for Temporal to come up. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { temporal, taskQueue, workflows, activities, ring, ringOptions, push } = settings;
  const connection = await connect(temporal, ringOptions.log);
  await registerSearchAttributes(connection, temporal.namespace);
  const outliving = new Set<Promise<void>>();
  const beside = (work: Promise<void>): void => {
    const tracked = work.finally(() => outliving.delete(tracked));
    outliving.add(tracked);
  };
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue,
    ...workflows,
    activities: createActivities({ ...activities, beside }),
    // Turns wait for a model most of the time: the default of 100 would be the first cap that customers meet.
    maxConcurrentActivityTaskExecutions: 500,
    // Each takes about half a megabyte. By default the SDK fills more than half of the heap that Node allows, whatever the
    // machine has; a conversation that is no longer in memory is replayed in some milliseconds.
    maxCachedWorkflows: 1_000,
    // After a hard death of another worker, what it kept in memory waits this long for it before any other may replay it: of
    // the seconds that a death costs, the largest share. Not shorter: where one worker is all there is, a task that waits
    // because the machine is busy would be replayed as well, and make it busier. The workflow task timeout stays at its
    // 10 s for that reason: a death in the few milliseconds of a task is rare, and a replay that cannot end in time never ends.
    stickyQueueScheduleToStartTimeout: '3s',
    ...PATIENCE,
    shutdownGraceTime: '15s',
    shutdownForceTime: '25s',
  });
  const running = worker.run();
  const stopKeeping = keepSearchAttributes(connection, temporal.namespace);
  const stopSweeper = startSweeper(ringOptions, ring);
  const stopNotices = startNoticeSender(activities);
  const stopPushes = startPushSender({ ...activities, push });
  const failed = new Promise<never>((_, reject) => {
    running.catch((error: unknown) => {
      reject(error instanceof Error ? error : new Error('the worker stopped'));
    });
  });
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      stopKeeping();
      await Promise.all([stopSweeper(), stopNotices(), stopPushes()]);
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
      await Promise.all(outliving);
      await ring.settled();
      await connection.close();
    },
  };
}

async function connect(temporal: TemporalSettings, log: RingOptions['log']): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await NativeConnection.connect(connectionOptions(temporal));
    } catch {
      if (attempt % 10 === 1)
        log.warn({ address: temporal.address, attempt }, 'Temporal cannot be reached; trying again');
      await delay(RECONNECT_MS);
    }
  }
}
