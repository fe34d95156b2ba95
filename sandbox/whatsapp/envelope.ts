import type { Customer } from './customer';

/** One change of a webhook: the field and its value, without the envelope. */
export interface Change {
  field: string;
  value: Record<string, unknown>;
}

/** Builds webhook values in Meta's shape, with the ids a business may see of a customer. */
export interface Envelopes {
  /** `contact: false` for system messages, which come without. */
  message(customer: Customer, message: Record<string, unknown>, options?: { contact?: boolean }): Change;
  status(customer: Customer, status: Record<string, unknown>): Change;
  echo(customer: Customer, message: Record<string, unknown>): Change;
  /** The whole body. Changes of one field become one change with all their items, as a busy Meta batches them. */
  body(changes: readonly Change[]): Record<string, unknown>;
}

export interface EnvelopesOptions {
  businessAccountId: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
  bsuids: boolean;
}

export function createEnvelopes({
  businessAccountId,
  phoneNumberId,
  displayPhoneNumber,
  bsuids,
}: EnvelopesOptions): Envelopes {
  const value = (rest: Record<string, unknown>) => ({
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId },
    ...rest,
  });
  const phone = (customer: Customer) => (customer.hidesPhone ? undefined : customer.waId);
  const bsuid = (customer: Customer) => (bsuids || customer.hidesPhone ? customer.bsuid : undefined);
  const contact = (customer: Customer) =>
    present({
      profile: present({ name: customer.name, username: customer.username ?? undefined }),
      wa_id: phone(customer),
      user_id: bsuid(customer),
    });

  return {
    message: (customer, message, options = {}) => ({
      field: 'messages',
      value: value({
        ...(options.contact !== false && { contacts: [contact(customer)] }),
        messages: [present({ from: phone(customer), from_user_id: bsuid(customer), ...message })],
      }),
    }),
    status: (customer, status) => ({
      field: 'messages',
      value: value({
        ...(status['status'] !== 'failed' && { contacts: [contact(customer)] }),
        statuses: [present({ ...status, recipient_id: phone(customer), recipient_user_id: bsuid(customer) })],
      }),
    }),
    echo: (customer, message) => ({
      field: 'smb_message_echoes',
      value: value({
        message_echoes: [
          present({ from: displayPhoneNumber, to: phone(customer), to_user_id: bsuid(customer), ...message }),
        ],
      }),
    }),
    body: (changes) => ({
      object: 'whatsapp_business_account',
      entry: [{ id: businessAccountId, changes: merge(changes) }],
    }),
  };
}

const LISTS = ['contacts', 'messages', 'statuses', 'message_echoes'];

function merge(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const into = merged.get(change.field);
    if (into === undefined) {
      merged.set(change.field, { field: change.field, value: { ...change.value } });
      continue;
    }
    for (const list of LISTS) {
      const more = change.value[list];
      if (Array.isArray(more)) into.value[list] = unique([...listOf(into.value[list]), ...(more as unknown[])]);
    }
  }
  return [...merged.values()];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function unique(items: unknown[]): unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Without the entries that are undefined. */
function present(entries: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
