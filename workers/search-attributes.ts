import { setTimeout as delay } from 'node:timers/promises';
import { temporal } from '@temporalio/proto';
import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../workflows/contract';

const { INDEXED_VALUE_TYPE_KEYWORD, INDEXED_VALUE_TYPE_DATETIME, INDEXED_VALUE_TYPE_BOOL } =
  temporal.api.enums.v1.IndexedValueType;

const TYPES = {
  mode: INDEXED_VALUE_TYPE_KEYWORD,
  reason: INDEXED_VALUE_TYPE_KEYWORD,
  assignee: INDEXED_VALUE_TYPE_KEYWORD,
  waitingSince: INDEXED_VALUE_TYPE_DATETIME,
  stuck: INDEXED_VALUE_TYPE_BOOL,
} as const satisfies Record<keyof typeof SEARCH_ATTRIBUTES, number>;

/** Registers what conversations are listed by. Done before the worker polls; those already there stay. */
export async function registerSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(TYPES).filter(
    ([name]) => !(SEARCH_ATTRIBUTES[name as keyof typeof SEARCH_ATTRIBUTES] in known.customAttributes),
  );
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map(([name, type]) => [SEARCH_ATTRIBUTES[name as keyof typeof SEARCH_ATTRIBUTES], type]),
    ),
  });
}

const LOOK_EVERY_MS = 5_000;

/**
 * Registers them again whenever Temporal has forgotten them: with a new database under a worker that goes on, every task that
 * tells one of them would fail until the worker is started again.
 * @returns a function that stops it
 */
export function keepSearchAttributes(
  connection: NativeConnection,
  namespace: string,
  everyMs: number = LOOK_EVERY_MS,
): () => void {
  const stopping = new AbortController();
  void keepUntil(stopping.signal, connection, namespace, everyMs);
  return () => stopping.abort();
}

async function keepUntil(
  signal: AbortSignal,
  connection: NativeConnection,
  namespace: string,
  everyMs: number,
): Promise<void> {
  for (;;) {
    const isOver = await delay(everyMs, false, { signal }).catch(() => true);
    if (isOver) return;
    // Temporal may be away; the next look is soon.
    await registerSearchAttributes(connection, namespace).catch(() => undefined);
  }
}
