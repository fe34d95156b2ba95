import { installationId } from '../db/migrate';
import type { Database } from '../db/pool';

/** The one task queue of an installation; by default named after its id, so that two may share a Temporal server. */
export async function taskQueueOf(db: Database, prefix: string | null): Promise<string> {
  return `${prefix ?? (await installationId(db))}-conversations`;
}
