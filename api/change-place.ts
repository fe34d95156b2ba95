import type { Place } from '../db/changes';
import { id } from './contract/fields';

const PLACE = /^(\d{1,20}):(.{36})$/;
const MOST_XID = 2n ** 64n - 1n;

/** A place in the order of changes, as an event's id and `changesAfter` have it. */
export function placeText({ xid, conversationId }: Place): string {
  return `${xid.toString()}:${conversationId}`;
}

/** Null for an empty text, `unknown` for one that cannot be a place. */
export function readPlace(text: string): Place | 'unknown' | null {
  if (text === '') return null;
  const [, xid = '', conversationId = ''] = PLACE.exec(text) ?? [];
  if (xid === '' || BigInt(xid) > MOST_XID || !id.safeParse(conversationId).success) return 'unknown';
  return { xid: BigInt(xid), conversationId: conversationId.toLowerCase() };
}
