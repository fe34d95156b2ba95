import { sqlState, type Database } from '../db/pool';
import type { WebhookItem } from '../domain/inbound';
import type { Wake } from '../domain/wake';
import { storeWebhook } from './store-webhook';

/** What one POST was parsed into. */
export interface Delivery {
  items: readonly WebhookItem[];
  /** Parts that made no sense, each with its place in the body. */
  rejected: readonly { path: string; reason: string; raw: string }[];
}

/**
 * Stores all of a delivery, unreadable parts as account events. If something in it cannot be stored at all, each item is
 * stored by itself and only that one is set aside: WhatsApp would send the whole delivery again for seven days otherwise.
 */
export async function storeDelivery(db: Database, { items, rejected }: Delivery): Promise<Wake[]> {
  const all = [...items, ...rejected.map(unreadable)];
  try {
    return await storeWebhook(db, all);
  } catch (error) {
    if (!isItsOwnFault(error)) throw error;
  }
  const wakes: Wake[] = [];
  for (const item of all) wakes.push(...(await storeAlone(db, item)));
  return wakes;
}

async function storeAlone(db: Database, item: WebhookItem): Promise<Wake[]> {
  try {
    return await storeWebhook(db, [item]);
  } catch (error) {
    if (!isItsOwnFault(error)) throw error;
    const reason = `sqlstate_${sqlState(error) ?? 'unknown'}`;
    return storeWebhook(db, [unreadable({ path: '', reason, raw: JSON.stringify(item) })]);
  }
}

/** Longest part of an unreadable item that is kept, in UTF-16 units. */
const KEPT = 65_536;

function unreadable({ path, reason, raw }: Delivery['rejected'][number]): WebhookItem {
  // The cut may leave half a surrogate pair, which Postgres refuses.
  const kept = raw.slice(0, KEPT).replace(/\p{Surrogate}/gu, '');
  return { kind: 'account', field: 'unreadable_webhook', value: { path, reason, raw: kept } };
}

/** SQLSTATE classes 22 (data exception), 23 (integrity) and 54 (limits). */
function isItsOwnFault(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? '');
}
