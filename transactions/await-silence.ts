import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../db/pool';
import { row } from '../db/query';
import type { Timings } from '../domain/timings';
import { startWithinMs } from './start-within';

const LOOK_AGAIN_MS = 10;

const Speaking = z.object({ speaking: z.boolean() });

/**
 * Returns once no AI reply of this conversation can still begin to be sent: every row claimed before the caller's commit
 * has left `sending`, or its claim is older than the time within which a request must start. Usually at once.
 */
export async function awaitSilence(db: Database, conversationId: string, { startWithin }: Timings): Promise<void> {
  for (;;) {
    const { speaking } = await row(
      db,
      Speaking,
      `select exists (select 1 from message where conversation_id = $1 and state = 'sending' and author = 'ai'
          and purpose = 'reply' and claimed_at > clock_timestamp() - ${startWithinMs('$2')} * interval '1 millisecond') as speaking`,
      [conversationId, startWithin],
    );
    if (!speaking) return;
    await delay(LOOK_AGAIN_MS);
  }
}
