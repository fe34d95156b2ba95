import type { Client } from '@temporalio/client';
import type { Database } from '../db/pool';
import type { Timings } from '../domain/timings';
import type { Wake } from '../domain/wake';
import { markRung } from '../transactions/mark-rung';
import {
  CONVERSATION,
  conversationWorkflowId,
  type ConversationSignal,
  type ConversationStart,
  type ConversationTimings,
} from '../workflows/contract';

export interface RingOptions {
  db: Database;
  /** Made when first needed: the api boots and accepts without Temporal. */
  client: () => Promise<Client>;
  taskQueue: string;
  timings: Timings;
  linkTo: (conversationId: string) => string;
  log: { warn: (facts: Record<string, unknown>, message: string) => void };
}

export interface Ring {
  /** Signals the conversation's workflow that rows are waiting, starting a run if there is none. Never throws. */
  ring: (wake: Wake) => void;
  /** Resolves once every ring begun so far has ended and is marked. */
  settled: () => Promise<void>;
  /** Whether the last ring reached Temporal. */
  health: () => 'reachable' | 'unreachable' | 'unknown';
}

const MARK_EVERY_MS = 200;

/**
 * Rings after the commit, with a deadline (the client's own retries would hold on for 19 s); a ring that fails is the
 * sweeper's. Rings that arrived are marked together, in one statement for many.
 */
export function createRing(options: RingOptions): Ring {
  const { db, log } = options;
  const underWay = new Set<Promise<void>>();
  let rung: Wake[] = [];
  let marking: NodeJS.Timeout | null = null;
  let health: ReturnType<Ring['health']> = 'unknown';

  const mark = async () => {
    marking = null;
    const batch = rung;
    rung = [];
    await markRung(db, batch).catch(() => undefined); // unmarked, they are rung once more
  };

  const ringOne = async (wake: Wake) => {
    try {
      await signal(options, wake);
      health = 'reachable';
      rung.push(wake);
      marking ??= setTimeout(() => void mark(), MARK_EVERY_MS).unref();
    } catch {
      health = 'unreachable';
      log.warn({ conversationId: wake.conversationId, signal: wake.name }, 'ring failed; the sweeper will ring again');
    }
  };

  return {
    ring: (wake) => {
      const ringing = ringOne(wake).finally(() => underWay.delete(ringing));
      underWay.add(ringing);
    },
    settled: async () => {
      await Promise.allSettled(underWay);
      await mark();
    },
    health: () => health,
  };
}

async function signal({ client, taskQueue, timings, linkTo }: RingOptions, wake: Wake): Promise<void> {
  const { conversationId, name, epoch, handler, turn, urgent, outbound, handoffId, mediaIds } = wake;
  const carried: ConversationSignal = { epoch, handler, turn, urgent, outbound, handoffId, mediaIds };
  const start: ConversationStart = {
    conversationId,
    epoch,
    handler,
    timings: workflowTimings(timings),
    link: linkTo(conversationId),
    carried: null,
  };
  const connected = await client();
  await connected.withDeadline(Date.now() + timings.ring, () =>
    connected.workflow.signalWithStart(CONVERSATION, {
      workflowId: conversationWorkflowId(conversationId),
      taskQueue,
      args: [start],
      signal: name,
      signalArgs: [carried],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    }),
  );
}

/** The delays a workflow keeps. */
export function workflowTimings(timings: Timings): ConversationTimings {
  const { burst, burstCap, turnAttempt, turnTotal, heartbeat, sendTimeout, idle, mail } = timings;
  return { burst, burstCap, turnAttempt, turnTotal, heartbeat, sendTimeout, idle, mail };
}
