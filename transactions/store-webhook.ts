import { lockConversation, type Conversation } from '../db/conversations';
import { transaction, type Database, type Transaction } from '../db/pool';
import { run } from '../db/query';
import type { InboundMessage, WebhookItem } from '../domain/inbound';
import { wake, type Wake } from '../domain/wake';
import { applyStatus, movesOn } from './apply-status';
import { findPeople, type Person } from './find-people';
import { storeEcho } from './store-echo';
import { storeMessages } from './store-messages';

/** The messages of one conversation in one POST. */
interface Bundle {
  conversation: Conversation;
  messages: InboundMessage[];
  echoes: InboundMessage[];
}

/**
 * Stores everything one webhook POST said, in one transaction; whatever it returns has been committed and needs a ring.
 * Conversations are locked in id order, so that two POSTs about the same people cannot deadlock.
 * @throws Postgres's data error for an item that it cannot store; `storeDelivery` then sets that one aside.
 */
export async function storeWebhook(db: Database, items: readonly WebhookItem[]): Promise<Wake[]> {
  const left = await thoseThatDoNotStandAlone(db, items);
  return left.length === 0 ? [] : transaction(db, (tx) => storeItems(tx, left));
}

/** Most posts are one status, which one statement applies; it may be repeated, so it needs no transaction with the others. */
async function thoseThatDoNotStandAlone(db: Database, items: readonly WebhookItem[]): Promise<WebhookItem[]> {
  const left: WebhookItem[] = [];
  for (const item of items) if (item.kind !== 'status' || !(await movesOn(db, item.status))) left.push(item);
  return left;
}

async function storeItems(tx: Transaction, items: readonly WebhookItem[]): Promise<Wake[]> {
  const wakes: Wake[] = [];
  const { bundled, merged } = await bundles(tx, items);
  for (const { conversation, messages, echoes } of bundled) {
    const taken = echoes.length === 0 ? null : await storeEcho(tx, conversation, echoes);
    if (taken !== null) wakes.push(taken.wake);
    const stored =
      messages.length === 0 ? null : await storeMessages(tx, taken?.conversation ?? conversation, messages);
    if (stored !== null) wakes.push(stored);
  }
  for (const item of items) {
    if (item.kind === 'status') {
      const woken = await applyStatus(tx, item.status);
      if (woken !== null) wakes.push(woken);
    }
    if (item.kind === 'account') await storeAccountEvent(tx, item.field, item.value);
  }
  return [...wakes, ...(await wakesOfMerges(tx, merged, wakes))];
}

/**
 * What merges left to do: questions opened again, the other side's steps and line. A message that waits for the end of its
 * burst brings the turn itself.
 */
async function wakesOfMerges(tx: Transaction, merged: Iterable<string>, wakes: readonly Wake[]): Promise<Wake[]> {
  const survivors = new Map<string, Conversation>();
  for (const id of merged) {
    const survivor = await lockConversation(tx, id);
    if (survivor !== null) survivors.set(survivor.id, survivor);
  }
  const bringsTurn = new Set(wakes.filter(({ turn }) => turn).map(({ conversationId }) => conversationId));
  return [...survivors.values()]
    .filter(({ id }) => !bringsTurn.has(id))
    .map((survivor) =>
      wake('merged', survivor, {
        turn: survivor.handler === 'ai',
        outbound: true,
        handoffId: survivor.handoffId,
      }),
    );
}

/** Also returns the conversations that took in another on the way. */
async function bundles(
  tx: Transaction,
  items: readonly WebhookItem[],
): Promise<{ bundled: Iterable<Bundle>; merged: ReadonlySet<string> }> {
  const named = items.flatMap((item) => {
    const person = personOf(item);
    return person === null || item.kind === 'account' ? [] : [{ item, person, phoneNumberId: item.phoneNumberId }];
  });
  if (named.length === 0) return { bundled: [], merged: new Set() };
  const everybody = named.flatMap(({ person: { sender, formerly } }) => (formerly ? [sender, formerly] : [sender]));
  const { conversationOf, merged } = await findPeople(tx, everybody);
  const resolved: { item: WebhookItem; conversation: Conversation }[] = [];
  for (const { item, person, phoneNumberId } of named)
    resolved.push({ item, conversation: await conversationOf(person, phoneNumberId) });
  const bundled = new Map<string, Bundle>();
  for (const { item, conversation: found } of resolved) {
    // A merge later in the batch may have changed it, or led its id to a survivor: the lock follows it.
    const conversation = merged.size === 0 ? found : await lockConversation(tx, found.id);
    if (conversation === null) continue;
    const bundle = bundled.get(conversation.id) ?? { conversation, messages: [], echoes: [] };
    if (item.kind === 'message') bundle.messages.push(item.message);
    if (item.kind === 'echo') bundle.echoes.push(item.message);
    bundled.set(conversation.id, bundle);
  }
  return { bundled: bundled.values(), merged };
}

/** Who an item is about. */
function personOf(item: WebhookItem): Person | null {
  switch (item.kind) {
    case 'message': {
      const { from, identityChange } = item.message;
      if (identityChange === null) return { sender: from, formerly: null };
      const { previousBsuid, newWaId, newBsuid } = identityChange;
      return {
        sender: { ...from, waId: newWaId ?? from.waId, bsuid: newBsuid ?? from.bsuid },
        formerly: { waId: from.waId, bsuid: previousBsuid ?? from.bsuid, parentBsuid: from.parentBsuid },
      };
    }
    case 'echo':
      return { sender: item.to, formerly: null };
    case 'status':
    case 'account':
      return null;
  }
}

async function storeAccountEvent(tx: Transaction, field: string, value: unknown): Promise<void> {
  await run(tx, 'insert into account_event (field, value) values ($1, $2)', [field, JSON.stringify(value)]);
}
