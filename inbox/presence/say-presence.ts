import type { Presence } from '../../api/contract/presence';
import { newClientId } from '../server/commands';
import { request } from '../server/request';

/** This page's own, for as long as it lives. */
const tabId = newClientId();

interface Beat {
  /** True for a key, false when nothing is being written any more; missing for as before. */
  typing?: boolean;
}

const pathOf = (conversationId: string) => `/api/conversations/${conversationId}/presence`;

/** One after the other: what was said last is what counts. */
let saying: Promise<unknown> = Promise.resolve();

/** Tells the API that this page has the conversation open; resolves with who else has. Null when nothing was heard. */
export function sayOpen(conversationId: string, beat: Beat = {}): Promise<Presence | null> {
  return say(conversationId, beat);
}

/** Tells the API that this page shows something else now. */
export function sayLeft(conversationId: string): void {
  void say(conversationId, { open: false });
}

/** The same while the page goes away, when no request would be answered any more. */
export function sayGone(conversationId: string): void {
  const body = JSON.stringify({ tabId, open: false });
  navigator.sendBeacon(pathOf(conversationId), new Blob([body], { type: 'application/json' }));
}

function say(conversationId: string, beat: Beat & { open?: boolean }): Promise<Presence | null> {
  // Only a convenience: what is lost is said again with the next beat.
  const said = saying.then(() =>
    request<Presence>('POST', pathOf(conversationId), { tabId, ...beat }).catch(() => null),
  );
  saying = said;
  return said;
}
