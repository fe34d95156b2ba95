import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../workflows/contract';
import { notLookedAt, well, wrong, type Check, type Finding } from './check';

const RETENTION_DAYS = 30;
const DAY_SECONDS = 24 * 60 * 60;
/** A poll lasts a minute at most; who polled longer ago is gone. */
const POLLED_WITHIN_MS = 90_000;
const CALL_MS = 8_000;
const NOT_FOUND = 5;
const DENIED = new Set([7, 16]);
const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = temporal.api.enums.v1.TaskQueueType;

interface TemporalParts {
  namespace: string;
  /** @throws when it cannot be connected to. */
  client: () => Promise<Client>;
  /** @throws when the database cannot be asked. */
  taskQueue: () => Promise<string>;
}

/** The engine: there, with a namespace that keeps histories, the attributes that lists need, and somebody who works. */
export function temporalChecks(parts: TemporalParts | null): Check[] {
  const on = (name: string, look: (parts: TemporalParts, client: Client) => Promise<Finding>): Check => ({
    name,
    look: () => (parts === null ? Promise.resolve(notLookedAt('TEMPORAL_ADDRESS')) : within(parts, look)),
  });
  return [
    on('Temporal', namespace),
    on('Temporal keeps histories', retention),
    on('Search attributes', searchAttributes),
    on('Worker', worker),
  ];
}

async function namespace({ namespace }: TemporalParts, client: Client): Promise<Finding> {
  await client.workflowService.describeNamespace({ namespace });
  return well(`namespace ${namespace}`);
}

async function retention({ namespace }: TemporalParts, client: Client): Promise<Finding> {
  const { config } = await client.workflowService.describeNamespace({ namespace });
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / DAY_SECONDS;
  const says = `for ${Math.floor(days)} days`;
  return days >= RETENTION_DAYS
    ? well(says)
    : wrong(says, `temporal operator namespace update --namespace ${namespace} --retention ${RETENTION_DAYS * 24}h`);
}

async function searchAttributes({ namespace }: TemporalParts, client: Client): Promise<Finding> {
  const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(SEARCH_ATTRIBUTES).filter((name) => !(name in customAttributes));
  return missing.length === 0
    ? well('registered')
    : wrong(`${missing.join(', ')} not registered`, 'Start a worker: it registers them before it polls.');
}

async function worker({ namespace, taskQueue }: TemporalParts, client: Client): Promise<Finding> {
  const name = await taskQueue().catch(() => null);
  if (name === null)
    return wrong('its task queue is unknown', 'Correct DATABASE_URL: the queue is named in the database.');
  const counts = await Promise.all(
    [TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY].map(async (taskQueueType) => {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType,
      });
      const atMs = (seconds: unknown) => Number(seconds ?? 0) * 1_000;
      const recent = pollers.filter(
        ({ lastAccessTime }) => Date.now() - atMs(lastAccessTime?.seconds) < POLLED_WITHIN_MS,
      );
      return new Set(recent.map(({ identity }) => identity)).size;
    }),
  );
  const working = Math.min(...counts);
  return working > 0
    ? well(`${working} polling ${name}`)
    : wrong(`nobody polls ${name}`, 'Start one: npm start -- worker.');
}

/** Every call has a deadline: the client alone would try again for a long while. */
async function within(
  parts: TemporalParts,
  look: (parts: TemporalParts, client: Client) => Promise<Finding>,
): Promise<Finding> {
  try {
    const client = await parts.client();
    return await client.withDeadline(Date.now() + CALL_MS, () => look(parts, client));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? Number(error.code) : NaN;
    if (code === NOT_FOUND)
      return wrong(
        `there is no namespace ${parts.namespace}`,
        `temporal operator namespace create --namespace ${parts.namespace} --retention ${RETENTION_DAYS * 24}h`,
      );
    if (DENIED.has(code))
      return wrong('it refuses these credentials', 'Correct TEMPORAL_API_KEY or the TEMPORAL_TLS_* variables.');
    return wrong('cannot be reached', 'Start Temporal, or correct TEMPORAL_ADDRESS and the TEMPORAL_TLS_* variables.');
  }
}
