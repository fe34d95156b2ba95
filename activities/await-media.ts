import { setTimeout as sleep } from 'node:timers/promises';
import { isMediaUnderWay } from '../db/transcripts';
import type { Dependencies } from './dependencies';

/** How often the rows are looked at: what is waited for happens in this or another worker. */
const LOOK_EVERY_MS = 150;

/**
 * Waits until the files that customers have sent are copied and listened to, as far as the agent can make use of them, and
 * at most `timings.media`: then the turn goes by what there is.
 * @returns whether there was something to wait for
 * @throws the signal's reason after an abort
 */
export async function awaitMedia(
  { db, agent, transcriber, timings }: Dependencies,
  conversationId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const kinds = [
    ...(transcriber === null ? [] : ['audio']),
    ...(agent.sees === undefined ? [] : ['image', 'document']),
  ];
  if (kinds.length === 0) return false;
  const deadline = performance.now() + timings.media;
  let waited = false;
  while (performance.now() < deadline && (await isMediaUnderWay(db, conversationId, kinds))) {
    waited = true;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  return waited;
}
