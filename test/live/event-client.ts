import { request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface LiveEvent {
  name: string;
  id: string;
  data: string;
}

/** A reader of `/api/events` as a browser is one: it comes back with the last id it had, and drops half an event. */
export interface EventClient {
  /** Everything heard so far, over all its connections. */
  events: LiveEvent[];
  /** Headers of the newest answer. */
  headers: () => IncomingMessage['headers'];
  /** Resolves at the first event, heard already or to come, for which `test` holds. */
  until: (test: (event: LiveEvent) => boolean) => Promise<LiveEvent>;
  /** Resolves when a connection ended; true when the server ended it in good order. */
  ended: Promise<boolean>;
  stop: () => void;
}

/** An event without an id leaves the reader's place as it was. */
const EVENT = /^event: (.*)\n(?:id: (.*)\n)?data: (.*)$/;
const COME_BACK_AFTER_MS = 20;

export function openEventClient(
  address: () => string,
  { key, from, comesBack = true }: { key: string; from?: string; comesBack?: boolean },
): EventClient {
  const events: LiveEvent[] = [];
  const waiting = new Set<(event: LiveEvent) => void>();
  let last = from;
  let stopped = false;
  let headers: IncomingMessage['headers'] = {};
  let abort: () => void = () => undefined;
  let end: (inOrder: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => (end = resolve));

  const hear = (block: string) => {
    const [, name, id = '', data] = EVENT.exec(block) ?? [];
    if (name === undefined || data === undefined) return;
    if (id !== '') last = id;
    const event = { name, id, data };
    events.push(event);
    for (const look of waiting) look(event);
  };

  const connect = () =>
    new Promise<boolean>((resolve) => {
      const asked = request(`${address()}/api/events`, {
        agent: false,
        headers: { authorization: `Bearer ${key}`, ...(last === undefined ? {} : { 'last-event-id': last }) },
      });
      abort = () => asked.destroy();
      asked.on('error', () => resolve(false));
      asked.on('response', (answer) => {
        headers = answer.headers;
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (more: string) => {
          const blocks = (text + more).split('\n\n');
          text = blocks.pop() ?? '';
          blocks.forEach(hear);
        });
        answer.on('error', () => undefined);
        answer.on('close', () => resolve(answer.complete));
      });
      asked.end();
    });

  const live = async () => {
    do {
      end(await connect());
      await delay(COME_BACK_AFTER_MS);
    } while (comesBack && !stopped);
  };
  void live();

  return {
    events,
    headers: () => headers,
    until: (test) =>
      new Promise((resolve) => {
        const look = (event: LiveEvent) => {
          if (!test(event)) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
        events.filter(test).slice(0, 1).forEach(look);
      }),
    ended,
    stop: () => {
      stopped = true;
      abort();
    },
  };
}
