import type { ChatMessage } from './chat-message';
import { createCustomer, type Customer, type CustomerRef, type NewCustomer } from './customer';

/** Everything the phones hold. Saved as it is. */
export interface ChatsSnapshot {
  customers: Customer[];
  messages: ChatMessage[];
}

export type ChatsChange = { kind: 'customer'; customer: Customer } | { kind: 'message'; message: ChatMessage };

/** The customers and their chats. Objects are replaced, not changed, so that a listener may keep what it got. */
export interface Chats {
  customers(): Customer[];
  find(ref: CustomerRef): Customer | undefined;
  add(customer: NewCustomer): Customer;
  change(customerId: string, changes: Partial<Customer>): Customer;
  message(id: string): ChatMessage | undefined;
  /** Oldest first. */
  messagesOf(customerId: string): ChatMessage[];
  put(message: ChatMessage): ChatMessage;
  changeMessage(id: string, changes: Partial<ChatMessage>): ChatMessage | undefined;
  snapshot(): ChatsSnapshot;
}

export function createChats(start: ChatsSnapshot, changed: (change: ChatsChange) => void): Chats {
  const customers = new Map(start.customers.map((customer) => [customer.id, customer]));
  const messages = new Map(start.messages.map((message) => [message.id, message]));
  const byCustomer = new Map<string, string[]>();
  for (const message of start.messages) index(byCustomer, message);
  const byWaId = new Map(start.customers.map(({ waId, id }) => [waId, id]));
  const byBsuid = new Map(start.customers.map(({ bsuid, id }) => [bsuid, id]));

  const setCustomer = (customer: Customer): Customer => {
    const before = customers.get(customer.id);
    if (before !== undefined) {
      byWaId.delete(before.waId);
      byBsuid.delete(before.bsuid);
    }
    customers.set(customer.id, customer);
    byWaId.set(customer.waId, customer.id);
    byBsuid.set(customer.bsuid, customer.id);
    changed({ kind: 'customer', customer });
    return customer;
  };
  const setMessage = (message: ChatMessage): ChatMessage => {
    if (!messages.has(message.id)) index(byCustomer, message);
    messages.set(message.id, message);
    changed({ kind: 'message', message });
    return message;
  };
  return {
    customers: () => [...customers.values()],
    find: (ref) => {
      const id = ref.id ?? byWaId.get(ref.waId ?? '') ?? byBsuid.get(ref.bsuid ?? '');
      return id === undefined ? undefined : customers.get(id);
    },
    add: (given) => setCustomer(createCustomer(given)),
    change: (customerId, changes) => {
      const customer = customers.get(customerId);
      if (customer === undefined) throw new Error(`The sandbox has no customer ${customerId}.`);
      return setCustomer({ ...customer, ...changes });
    },
    message: (id) => messages.get(id),
    messagesOf: (customerId) => (byCustomer.get(customerId) ?? []).flatMap((id) => messages.get(id) ?? []),
    put: setMessage,
    changeMessage: (id, changes) => {
      const message = messages.get(id);
      return message === undefined ? undefined : setMessage({ ...message, ...changes });
    },
    snapshot: () => ({ customers: [...customers.values()], messages: [...messages.values()] }),
  };
}

function index(byCustomer: Map<string, string[]>, message: ChatMessage): void {
  const ids = byCustomer.get(message.customerId);
  if (ids === undefined) byCustomer.set(message.customerId, [message.id]);
  else ids.push(message.id);
}
