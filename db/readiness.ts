import { z } from 'zod';
import type { Queryable } from './pool';
import { row } from './query';

/** Whether Postgres takes writes: a standby, or a database set read-only, does not. Never throws. */
export async function isWritable(db: Queryable): Promise<boolean> {
  try {
    const { writable } = await row(
      db,
      z.object({ writable: z.boolean() }),
      `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable`,
    );
    return writable;
  } catch {
    return false;
  }
}

// Connection, resources, operator intervention, a standby that took over's read-only transactions, a statement cancelled.
const UNAVAILABLE_CLASSES = /^(08|53|57|58)|^25006$/;
const NETWORK_CODES = /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_|EHOSTUNREACH|ENETUNREACH)/;
/** What `pg` says without any code. */
const DRIVER_WORDS = /connection terminated|timeout exceeded when trying to connect|not queryable|connection error/i;

/** Whether an error means that Postgres could not serve now, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // Node tries every address of a name and reports all failures together.
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isDatabaseUnavailable);
  if ('code' in error && typeof error.code === 'string')
    return UNAVAILABLE_CLASSES.test(error.code) || NETWORK_CODES.test(error.code);
  return 'message' in error && typeof error.message === 'string' && DRIVER_WORDS.test(error.message);
}
