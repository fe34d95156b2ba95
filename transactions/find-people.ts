import { randomUUID } from 'node:crypto';
import { insertConversation, lockConversationsOf, type Conversation } from '../db/conversations';
import {
  customersByIdentity,
  insertCustomer,
  isLedTo,
  isNamedBy,
  linkIdentities,
  lockIdentities,
  updateProfile,
  type KnownCustomer,
} from '../db/customers';
import type { Transaction } from '../db/pool';
import type { CustomerIdentity, Identities } from '../domain/inbound';
import { mergeCustomers } from './merge-customers';

/** Somebody a webhook names: their ids now, and any they had before a change of number. */
export interface Person {
  sender: CustomerIdentity;
  formerly: Identities | null;
}

/** Everybody a POST names, as far as they are known: read and locked at once, and kept true while its items are resolved. */
export interface People {
  /** The conversation of a person on one of our numbers, locked; made on first contact. */
  conversationOf: (person: Person, phoneNumberId: string) => Promise<Conversation>;
  /** Conversations that took in another meanwhile. */
  merged: ReadonlySet<string>;
}

/** Ids that lead to two customers show that they are one person: they are merged. */
export async function findPeople(tx: Transaction, everybody: readonly Identities[]): Promise<People> {
  const merged = new Set<string>();
  let [, known] = await Promise.all([lockIdentities(tx, everybody), read(tx, everybody)]);

  const customerOf = async ({ sender, formerly }: Person): Promise<KnownCustomer | null> => {
    const ids = formerly === null ? [sender] : [formerly, sender];
    const [oldest, ...others] = known.customers.filter((customer) => ids.some((each) => isNamedBy(customer, each)));
    if (oldest === undefined) return null;
    for (const other of others)
      for (const survivor of await mergeCustomers(tx, oldest.id, other.id)) merged.add(survivor);
    const isNews = await updateProfile(tx, oldest, sender);
    const isLed = isLedTo(oldest, sender);
    if (!isLed) await linkIdentities(tx, oldest.id, sender);
    if (isNews || !isLed || others.length > 0) known = await read(tx, everybody);
    return oldest;
  };

  /** Nobody else can know them: their ids are locked. */
  const welcome = async (sender: CustomerIdentity, phoneNumberId: string): Promise<Conversation> => {
    const id = randomUUID();
    const [customer, conversation] = await Promise.all([
      insertCustomer(tx, id, sender),
      insertConversation(tx, id, phoneNumberId),
    ]);
    known.customers.push(customer);
    known.conversations.push(conversation);
    return conversation;
  };

  return {
    merged,
    conversationOf: async (person, phoneNumberId) => {
      const customer = await customerOf(person);
      if (customer === null) return welcome(person.sender, phoneNumberId);
      const found = known.conversations.find(
        (conversation) => conversation.customerId === customer.id && conversation.phoneNumberId === phoneNumberId,
      );
      if (found !== undefined) return found;
      const made = await insertConversation(tx, customer.id, phoneNumberId);
      known.conversations.push(made);
      return made;
    },
  };
}

interface Known {
  customers: KnownCustomer[];
  conversations: Conversation[];
}

async function read(tx: Transaction, everybody: readonly Identities[]): Promise<Known> {
  const [customers, conversations] = await Promise.all([
    customersByIdentity(tx, everybody),
    lockConversationsOf(tx, everybody),
  ]);
  // Merged while this waited for the lock: the ids lead to the survivor by now.
  return customers.some(({ merged }) => merged) ? read(tx, everybody) : { customers, conversations };
}
