import { conversationFor } from '../db/conversations';
import { customersByIdentity, insertCustomer, linkIdentities, updateProfile } from '../db/customers';
import type { Transaction } from '../db/pool';
import type { CustomerIdentity, Identities } from '../domain/inbound';
import { mergeCustomers } from './merge-customers';

/** Somebody a webhook names: their ids now, and any they had before a change of number. */
export interface Person {
  sender: CustomerIdentity;
  formerly: Identities | null;
}

/**
 * The conversation of whoever these ids name, on one of our numbers; made on first contact. Ids that lead to two
 * customers show that they are one person: they are merged. The identity locks must be held.
 */
export async function resolveConversation(tx: Transaction, person: Person, phoneNumberId: string): Promise<string> {
  const customerId = await resolveCustomer(tx, person);
  return conversationFor(tx, customerId, phoneNumberId);
}

async function resolveCustomer(tx: Transaction, { sender, formerly }: Person): Promise<string> {
  const known = await customersByIdentity(tx, formerly === null ? [sender] : [formerly, sender]);
  const [oldest, ...others] = known;
  const customerId = oldest ?? (await insertCustomer(tx, sender));
  for (const other of others) await mergeCustomers(tx, customerId, other);
  if (oldest !== undefined) await updateProfile(tx, customerId, sender);
  await linkIdentities(tx, customerId, sender);
  return customerId;
}
