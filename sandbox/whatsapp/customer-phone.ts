import { isObject } from '../http/json-object';
import { newChatMessage } from './chat-message';
import { type Customer, newBsuid } from './customer';
import type { Delivery } from './delivery';
import { newWamid } from './new-ids';
import { timestampOf, type World } from './world';

/** A message's own wire JSON: its type, the body of that type, and perhaps `context`. */
export interface InboundMessage extends Record<string, unknown> {
  type: string;
}

/** A message that left a customer's phone. */
export interface Sent {
  /** The wamid. */
  id: string;
  /** Resolves when the webhook was answered 200. */
  delivered: Promise<void>;
}

/** What a customer can do with their phone. */
export interface CustomerPhone {
  send(customer: Customer, message: InboundMessage): Sent;
  /** The customer moves to another number, and with it to another business-scoped id. */
  changeNumber(customer: Customer, newWaId: string): Sent;
  setOnline(customer: Customer, online: boolean): void;
  setReadReceipts(customer: Customer, on: boolean): void;
  /** A page shows this chat; null: none. */
  open(page: string, customer: Customer | null): void;
}

export function createCustomerPhone(world: World, delivery: Delivery): CustomerPhone {
  const { chats, clock, webhooks, envelopes, screen } = world;

  const post = (customer: Customer, id: string, message: InboundMessage, atMs: number, contact = true): Promise<void> =>
    webhooks.send({
      id,
      kind: 'message',
      lane: `message:${customer.id}`,
      body: envelopes.message(customer, { id, timestamp: timestampOf(atMs), ...message }, { contact }),
    });

  return {
    send: (given, message) => {
      const id = newWamid();
      const atMs = clock.nowMs();
      const customer = chats.change(given.id, { lastMessageAtMs: atMs });
      if (!changesAnother(world, message)) {
        const { type, context, ...content } = message;
        const replyTo = isObject(context) && typeof context['id'] === 'string' ? context['id'] : null;
        const state = customer.online ? 'sent' : 'waiting';
        chats.put(
          newChatMessage({ id, customerId: customer.id, from: 'customer', atMs, type, content, replyTo, state }),
        );
        if (!customer.online) return { id, delivered: new Promise(() => undefined) };
      }
      return { id, delivered: post(customer, id, message, atMs) };
    },
    changeNumber: (customer, newWaId) => {
      const id = newWamid();
      const bsuid = newBsuid(customer.language);
      const system = {
        type: 'user_changed_number',
        body: `${customer.name} changed from ${customer.waId} to ${newWaId}`,
        wa_id: newWaId,
        user_id: bsuid,
        previous_user_id: customer.bsuid,
      };
      // Sent in the name of the old ids; everything after it carries the new ones.
      const delivered = post(customer, id, { type: 'system', system }, clock.nowMs(), false);
      chats.change(customer.id, { waId: newWaId, bsuid });
      return { id, delivered };
    },
    setOnline: (given, online) => {
      const customer = chats.change(given.id, { online });
      if (!online) return;
      for (const { id, from, state, type, content, replyTo } of chats.messagesOf(customer.id)) {
        if (from !== 'customer' || state !== 'waiting') continue;
        chats.changeMessage(id, { state: 'sent' });
        const context = replyTo === null ? {} : { context: { from: world.business.number, id: replyTo } };
        void post(customer, id, { type, ...content, ...context }, clock.nowMs());
      }
      delivery.catchUp(customer);
    },
    setReadReceipts: (given, readReceipts) => delivery.catchUp(chats.change(given.id, { readReceipts })),
    open: (page, customer) => {
      screen.open(page, customer?.id ?? null);
      if (customer !== null) delivery.catchUp(customer);
    },
  };
}

/** Reactions, edits and deletions show on the message they are about; false for a message of its own. */
function changesAnother({ chats }: World, message: InboundMessage): boolean {
  const about = message[message.type];
  if (!isObject(about)) return false;
  const text = (name: string) => (typeof about[name] === 'string' ? about[name] : '');
  switch (message.type) {
    case 'reaction':
      chats.changeMessage(text('message_id'), { reaction: text('emoji') || null });
      return true;
    case 'edit': {
      const { message: edited } = about;
      if (isObject(edited)) chats.changeMessage(text('original_message_id'), { content: edited, edited: true });
      return true;
    }
    case 'revoke':
      chats.changeMessage(text('original_message_id'), { revoked: true });
      return true;
    default:
      return false;
  }
}
