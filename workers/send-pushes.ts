import { setTimeout as delay } from 'node:timers/promises';
import type { PushClient } from '../channels/push/client';
import type { Database } from '../db/pool';
import { forgetSubscription } from '../db/push-subscriptions';
import { claimPushes, deferPush, findWantedPush, settlePush, type ClaimedPush } from '../db/pushes';
import type { Timings } from '../domain/timings';

export interface PushContext {
  db: Database;
  push: PushClient;
  timings: Timings;
  /** Ids and codes only. */
  log: { warn: (facts: Record<string, unknown>, message: string) => void };
}

/** Side by side, so that one push service that is slow holds up few others. */
const BATCH = 20;
/** Longer than any attempt lasts; a worker that died with a push leaves it to others after this. */
const LEASE_MS = 60_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Tells teammates' browsers, from its rows, what each of them would not want to miss. A push service that is down holds up
 * nothing else. A worker that died after sending may tell twice: the browser shows one for each conversation.
 * @returns a function that stops it and waits for the attempts under way
 */
export function startPushSender(context: PushContext): () => Promise<void> {
  const stopping = new AbortController();
  const sending = sendUntil(stopping.signal, context);
  return async () => {
    stopping.abort();
    await sending;
  };
}

async function sendUntil(signal: AbortSignal, context: PushContext): Promise<void> {
  const { db, timings, log } = context;
  const failed = (error: unknown) =>
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'pushes failed; a later look tries again');
  while (!signal.aborted) {
    let claimed: ClaimedPush[] = [];
    try {
      claimed = await claimPushes(db, { limit: BATCH, leaseMs: LEASE_MS });
      await Promise.all(claimed.map((push) => attempt(context, push, signal).catch(failed)));
    } catch (error) {
      failed(error);
    }
    if (claimed.length < BATCH) await delay(timings.sweepEvery, undefined, { signal }).catch(() => undefined);
  }
}

async function attempt({ db, push, timings, log }: PushContext, claimed: ClaimedPush, signal: AbortSignal) {
  const { id, attempts } = claimed;
  const wanted = await findWantedPush(db, id);
  const settle = (end: Parameters<typeof settlePush>[2]) => settlePush(db, claimed, end, timings.pushQuiet);
  if (wanted === null) return settle({ state: 'skipped', error: 'no_news' });
  if (wanted.ageMs > timings.push) return settle({ state: 'failed', error: 'gave_up' });
  const { kind, conversationId } = wanted;
  // Ids and kinds: a lock screen is seen by others, and push services are other people's machines.
  const payload = JSON.stringify({ kind, conversationId });
  const result = await push.send(wanted, payload, { topic: conversationId.replaceAll('-', ''), signal });
  switch (result.kind) {
    case 'accepted':
      return settle({ state: 'sent' });
    case 'gone':
      return forgetSubscription(db, wanted.endpoint);
    case 'retry':
      return deferPush(db, id, Math.min(Math.max(result.afterMs, 1_000 * 2 ** (attempts - 1)), LONGEST_PAUSE_MS));
    case 'rejected':
      log.warn({ pushId: id, code: result.code }, 'push refused');
      return settle({ state: 'failed', error: result.code });
  }
}
