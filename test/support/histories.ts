import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { Baton } from './baton';

type History = temporal.api.history.v1.IHistory;

export interface RecordedRun {
  workflowId: string;
  runId: string;
  history: History;
}

/** Every run of this installation's workflows, closed ones included. */
export async function historiesOf({ temporal, product }: Pick<Baton, 'temporal' | 'product'>): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = [];
  for await (const { workflowId, runId } of temporal.workflow.list({
    query: `TaskQueue = '${product?.taskQueue ?? ''}'`,
  }))
    runs.push({ workflowId, runId, history: await temporal.workflow.getHandle(workflowId, runId).fetchHistory() });
  return runs;
}

/** The events of one run of a conversation, or of its latest. */
export async function eventsOf({ temporal }: Pick<Baton, 'temporal'>, conversationId: string, runId?: string) {
  const { events } = await conversationRun({ temporal }, conversationId, runId).fetchHistory();
  return events ?? [];
}

export function conversationRun(
  { temporal }: Pick<Baton, 'temporal'>,
  conversationId: string,
  runId?: string,
): WorkflowHandle {
  return temporal.workflow.getHandle(`conversation:${conversationId}`, runId);
}

/** Every string, and every byte string as text, anywhere inside a value: payloads, failures, memos, summaries, ids. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...wordsIn(inner)]);
}
