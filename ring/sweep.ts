import { setTimeout as delay } from 'node:timers/promises';
import { CHANGES_KEPT_MS, pruneChanges } from '../db/changes';
import { findDueWork } from '../transactions/find-due-work';
import { findUnanswered, findUnmoved } from '../transactions/rescue';
import { settleUnconfirmed } from '../transactions/settle-unconfirmed';
import { RESCUE, rescueWorkflowId, type RescueStart } from '../workflows/contract';
import { workflowTimings, type Ring, type RingOptions } from './ring';

const BATCH = 500;

/**
 * Looks every second for work that nobody rang or that has not moved, for sends without an answer, and for messages that
 * nothing has settled. Reads rows only, so a lost run, ring or Temporal database loses nothing. Runs in every worker.
 * @returns a function that stops it and waits for the sweep under way
 */
export function startSweeper(options: RingOptions, ring: Ring): () => Promise<void> {
  const stopping = new AbortController();
  const sweeping = sweepUntil(stopping.signal, options, ring);
  return async () => {
    stopping.abort();
    await sweeping;
  };
}

async function sweepUntil(signal: AbortSignal, options: RingOptions, ring: Ring): Promise<void> {
  const { timings, log } = options;
  while (!signal.aborted) {
    try {
      await sweepOnce(options, ring);
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'sweep failed; the next one tries again');
    }
    await delay(timings.sweepEvery, undefined, { signal }).catch(() => undefined);
  }
}

/** One look. */
export async function sweepOnce(options: RingOptions, ring: Ring): Promise<void> {
  const { db, timings } = options;
  for (const wake of await settleUnconfirmed(db, timings.evidence)) ring.ring(wake);
  for (const wake of await findDueWork(db, timings, BATCH)) ring.ring(wake);
  await pruneChanges(db, { olderThanMs: CHANGES_KEPT_MS, batch: BATCH });
  for (const { conversationId, messageId } of await findUnanswered(db, timings.watchdog))
    await startRescue(options, messageId, { kind: 'unanswered', conversationId, messageId });
  for (const { conversationId, handoffId, subjectId } of await findUnmoved(db, timings.watchdog))
    await startRescue(options, subjectId, { kind: 'unmoved', conversationId, handoffId });
}

/** A second watchdog, or a second look, finds the workflow running and starts none. */
async function startRescue(options: RingOptions, subjectId: string, start: RescueStart): Promise<void> {
  const client = await options.client();
  await client.withDeadline(Date.now() + options.timings.ring, () =>
    client.workflow.start(RESCUE, {
      workflowId: rescueWorkflowId(subjectId),
      taskQueue: options.taskQueue,
      args: [start, workflowTimings(options.timings)],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  );
}
