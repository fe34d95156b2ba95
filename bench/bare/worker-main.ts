import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

const activities = {
  /** Tells the bench, over the pipe, that the activity ran. */
  noted: (id: number): Promise<void> => {
    process.send?.({ id });
    return Promise.resolve();
  },
};

export type BareActivities = typeof activities;

/** The baseline's worker as a process of its own: `worker-main ADDRESS TASK_QUEUE`. */
async function main(address: string, taskQueue: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: require.resolve('./workflow'),
    activities,
    maxConcurrentActivityTaskExecutions: 500,
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
  await worker.run();
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
