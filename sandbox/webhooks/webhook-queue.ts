import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestLogWriter } from '../request-log';
import { postOnce } from './post-once';
import type { WebhookEvent } from './webhook-event';
import type { WebhookFault } from './webhook-fault';
import type { WebhookFaultsForQueue } from './webhook-faults';

/** How one attempt went. */
export interface AttemptOutcome {
  ok: boolean;
  status: number | null;
  attempt: number;
  /** When the next attempt follows; null after a success. */
  retryInMs: number | null;
}

export interface WebhookQueueOptions<Body> {
  faults: WebhookFaultsForQueue<Body>;
  log: RequestLogWriter;
  /** The bytes of one POST. */
  encode: (bodies: Body[]) => Buffer;
  /** Headers that prove the sender; `forged` asks for a wrong signature. */
  sign: (raw: Buffer, event: WebhookEvent<Body>, forged: boolean) => Record<string, string>;
  /** Waits between attempts; the last one repeats until an attempt is answered well. */
  retryMs: readonly number[];
  timeoutMs: number;
  onAttempt: (event: WebhookEvent<Body>, outcome: AttemptOutcome) => void;
}

/** Delivers webhooks at least once: an event is tried until the business answers 200. */
export interface WebhookQueue<Body> {
  /** Resolves once the event was answered 200. Without an address it waits for one. */
  send(event: WebhookEvent<Body>): Promise<void>;
  setUrl(url: string): void;
  /** What has not been answered 200 yet, oldest first. */
  pending(): WebhookEvent<Body>[];
  /** Ends every wait between two attempts. */
  retryNow(): void;
  stop(): void;
}

export function createWebhookQueue<Body>(
  options: WebhookQueueOptions<Body>,
  firstUrl: string | undefined,
): WebhookQueue<Body> {
  const { faults, log } = options;
  const pending = new Map<string, WebhookEvent<Body>>();
  const answered = new Map<string, () => void>();
  const lanes = new Map<string, Promise<unknown>>();
  const waits = new Set<() => void>();
  const stopped = new AbortController();
  let url = firstUrl;

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        waits.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms).unref();
      waits.add(end);
    });

  /** True when answered 200. */
  const attempt = async (events: WebhookEvent<Body>[], number: number, forged: boolean): Promise<boolean> => {
    const [first] = events;
    if (first === undefined) return true;
    const raw = options.encode(events.map((event) => event.body));
    const result =
      url === undefined
        ? { status: null, tookMs: 0 }
        : await postOnce(url, raw, options.sign(raw, first, forged), options.timeoutMs, stopped.signal);
    if (stopped.signal.aborted) return false;
    if (url !== undefined)
      log.attempted({
        event: first.kind,
        eventIds: events.map((event) => event.id),
        attempt: number,
        body: raw.toString(),
        ...result,
      });
    const ok = result.status !== null && result.status >= 200 && result.status < 300;
    const retryInMs = ok ? null : (options.retryMs[number - 1] ?? options.retryMs.at(-1) ?? 1000);
    for (const event of events) {
      if (ok) {
        pending.delete(event.id);
        answered.get(event.id)?.();
        answered.delete(event.id);
      }
      options.onAttempt(event, { ok, status: result.status, attempt: number, retryInMs });
    }
    return ok;
  };
  const retry = async (events: WebhookEvent<Body>[]): Promise<void> => {
    for (let number = 2; !stopped.signal.aborted; number += 1) {
      await wait(options.retryMs[number - 2] ?? options.retryMs.at(-1) ?? 1000);
      if (await attempt(events, number, false)) return;
    }
  };
  /** Queues the first attempt behind its lane; a failed one leaves the lane, so that later events are not blocked. */
  const post = (events: WebhookEvent<Body>[], forged = false): Promise<unknown> => {
    const lane = events[0]?.lane ?? '';
    const turn = (lanes.get(lane) ?? Promise.resolve()).then(async () => {
      if (stopped.signal.aborted) return;
      if (!(await attempt(events, 1, forged))) void retry(events);
    });
    lanes.set(lane, turn);
    void turn.then(() => {
      if (lanes.get(lane) === turn) lanes.delete(lane);
    });
    return turn;
  };
  const postGroup = async (group: WebhookEvent<Body>[], fault: WebhookFault): Promise<void> => {
    if (fault.kind === 'batch') {
      await post(fault.newestFirst ? group.toReversed() : group);
      return;
    }
    for (const event of group.toReversed()) await post([event]);
  };
  faults.onBrokenGroup((group, fault) => void postGroup(group, fault));

  const dispatch = async (event: WebhookEvent<Body>): Promise<void> => {
    const met = faults.meet(event);
    switch (met?.fault.kind) {
      case undefined:
        await post([event]);
        return;
      case 'duplicate':
        await Promise.all(
          Array.from({ length: met.fault.copies }, () => post([{ ...event, lane: `${event.lane}#${Math.random()}` }])),
        );
        return;
      case 'delay':
        await sleep(met.fault.ms, undefined, { signal: stopped.signal, ref: false });
        await post([event]);
        return;
      case 'drop':
        pending.delete(event.id);
        return;
      case 'bad_signature':
        await post([event], true);
        return;
      case 'hold':
        await met.gate.pass();
        await post([event]);
        return;
      case 'reorder':
      case 'batch':
        if (met.complete) await postGroup(met.group, met.fault);
    }
  };

  return {
    send: (event) => {
      pending.set(event.id, event);
      const done = new Promise<void>((resolve) => answered.set(event.id, resolve));
      // A wait that `stop` breaks off ends here; the event stays pending.
      dispatch(event).catch(() => undefined);
      return done;
    },
    setUrl: (next) => {
      url = next;
      for (const end of [...waits]) end();
    },
    pending: () => [...pending.values()],
    retryNow: () => {
      for (const end of [...waits]) end();
    },
    stop: () => {
      stopped.abort();
      for (const end of [...waits]) end();
    },
  };
}
