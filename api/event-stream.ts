import { once } from 'node:events';
import type { Response } from 'express';
import type { Change, Place } from '../db/changes';
import type { Listener } from './change-feed';
import { placeText } from './change-place';
import type { LiveChange } from './contract/event';
import type { LivePresence } from './contract/presence';

/** A reader that lets this many bytes pile up here is cut off, and may come back for the rest. */
const MOST_WAITING_BYTES = 1_000_000;
const HEARTBEAT_MS = 15_000;
/** A stream ends after this long and is opened again at once: what its reader may hear is checked anew. */
const LONGEST_MS = 5 * 60 * 1_000;
const COME_BACK_AFTER_MS = 1_000;

/** Writes what a listener hears as server-sent events (WHATWG HTML, "Server-sent events"). */
export function openEventStream(res: Response, teammateId: string): Listener {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // no-transform: a compressing proxy, or our own compression, would hold events back.
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const write = (text: string) => {
    if (res.writableEnded || res.destroyed) return;
    res.write(text);
    if (res.writableLength > MOST_WAITING_BYTES) res.destroy();
  };
  const end = () => void res.end();
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);
  const longest = setTimeout(end, LONGEST_MS);
  const closed = new Promise<void>((resolve) => {
    res.once('close', () => {
      clearInterval(heartbeat);
      clearTimeout(longest);
      resolve();
    });
  });
  write(`retry: ${COME_BACK_AFTER_MS}\n\n`);
  return {
    teammateId,
    hear: (changes) => write(changes.map(textOf).join('')),
    // Without an id: a reader that comes back goes on after the last change it had.
    present: (conversationId, teammates) =>
      write(`event: presence\ndata: ${JSON.stringify({ conversationId, teammates } satisfies LivePresence)}\n\n`),
    ready: (place) => write(event('ready', place, {})),
    reload: (place) => write(event('reload', place, {})),
    drained: async () => {
      if (res.writableNeedDrain && !res.destroyed) await Promise.race([once(res, 'drain'), closed]);
    },
    end,
  };
}

/** Written once, however many listen. */
const written = new WeakMap<Change, string>();

function textOf(change: Change): string {
  const text = written.get(change) ?? asEvent(change);
  written.set(change, text);
  return text;
}

function asEvent(change: Change): string {
  const { conversationId, messageIds, teammateId } = change;
  return teammateId === null
    ? event('change', change, { conversationId, messageIds } satisfies LiveChange)
    : event('seen', change, { conversationId });
}

function event(name: string, place: Place, data: object): string {
  return `event: ${name}\nid: ${placeText(place)}\ndata: ${JSON.stringify(data)}\n\n`;
}
