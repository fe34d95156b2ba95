import type { ChatMessage } from './chat-message';
import type { Customer, CustomerRef, NewCustomer } from './customer';
import type { CustomerPhone, InboundMessage, Sent } from './customer-phone';
import type { Delivery, StatusName } from './delivery';
import { newChatMessage } from './chat-message';
import { newWamid } from './new-ids';
import { timestampOf, type World } from './world';

/** A customer by any id; unknown ones get a phone with what else is given. */
export type Who = CustomerRef & NewCustomer;

/** Makes things happen in the outside world. */
export interface Simulate {
  /** Finds or creates. */
  customer(who: Who): Customer;
  customers(): Customer[];
  /** A customer sends; `message` is the wire JSON without id, from and timestamp: `{ type: 'text', text: { body } }`. */
  inbound(who: Who, message: InboundMessage): Sent;
  /** Short for a text. */
  text(who: Who, body: string): Sent;
  react(who: Who, messageId: string, emoji: string): Sent;
  edit(who: Who, messageId: string, body: string): Sent;
  revoke(who: Who, messageId: string): Sent;
  changeNumber(who: Who, newWaId: string): Sent;
  /** The owner writes to the customer from the business's own phone (`smb_message_echoes`). */
  echo(who: Who, message: InboundMessage): Sent;
  /** Posts a status as it is, also for a wamid the sandbox does not know (then `who` says whose). */
  status(waMessageId: string, status: StatusName, options?: { errorCode?: number; key?: string; who?: Who }): void;
  setOnline(who: Who, online: boolean): void;
  setReadReceipts(who: Who, on: boolean): void;
  /** Looks at a customer's chat, so that its messages are read; null looks away. */
  open(who: Who | null): void;
  /** Moves WhatsApp's 24-hour window of this customer. */
  setLastCustomerMessageAt(who: Who, atMs: number): void;
  /** Moves the sandbox's clock: timestamps, window, media addresses. */
  advanceClock(ms: number): void;
  /** Switches checks while it runs. */
  settings(changes: { pairRate?: boolean; windowRefusal?: 'async' | 'sync' }): void;
  /** What the phone shows of a customer's chat, oldest first. */
  chat(who: Who): ChatMessage[];
}

export function createSimulate(world: World, phone: CustomerPhone, delivery: Delivery): Simulate {
  const { chats, clock } = world;
  const customer = (who: Who): Customer =>
    chats.find({ id: who.id, waId: who.waId, bsuid: who.bsuid }) ?? chats.add(who);
  const inbound = (who: Who, message: InboundMessage): Sent => phone.send(customer(who), message);

  return {
    customer,
    customers: () => chats.customers(),
    inbound,
    text: (who, body) => inbound(who, { type: 'text', text: { body } }),
    react: (who, messageId, emoji) => inbound(who, { type: 'reaction', reaction: { message_id: messageId, emoji } }),
    edit: (who, messageId, body) =>
      inbound(who, {
        type: 'edit',
        edit: { original_message_id: messageId, message: { type: 'text', text: { body } } },
      }),
    revoke: (who, messageId) => inbound(who, { type: 'revoke', revoke: { original_message_id: messageId } }),
    changeNumber: (who, newWaId) => phone.changeNumber(customer(who), newWaId),
    echo: (who, message) => {
      const to = customer(who);
      const id = newWamid();
      const atMs = clock.nowMs();
      const { type, ...content } = message;
      chats.put(
        newChatMessage({ id, customerId: to.id, from: 'owner_phone', atMs, type, content, state: 'delivered' }),
      );
      const change = world.envelopes.echo(to, { id, timestamp: timestampOf(atMs), ...message });
      return { id, delivered: world.webhooks.send({ id, kind: 'echo', lane: `message:${to.id}`, body: change }) };
    },
    status: (waMessageId, status, { errorCode, key, who } = {}) => {
      const message = chats.message(waMessageId);
      const to = who === undefined ? chats.find({ id: message?.customerId ?? '' }) : customer(who);
      if (to === undefined) throw new Error('The sandbox does not know this message: say whose it is.');
      const code = errorCode ?? (status === 'failed' ? 131026 : null);
      delivery.post(to, { id: waMessageId, status, key: key ?? message?.key ?? null, errorCode: code });
    },
    setOnline: (who, online) => phone.setOnline(customer(who), online),
    setReadReceipts: (who, on) => phone.setReadReceipts(customer(who), on),
    open: (who) => phone.open('simulate', who === null ? null : customer(who)),
    setLastCustomerMessageAt: (who, atMs) => void chats.change(customer(who).id, { lastMessageAtMs: atMs }),
    advanceClock: (ms) => clock.advance(ms),
    settings: (changes) => void Object.assign(world.settings, changes),
    chat: (who) => chats.messagesOf(customer(who).id),
  };
}
