import { conversationFor } from '../db/conversations';
import { customersByIdentity, insertCustomer, isLedTo, linkIdentities, updateProfile } from '../db/customers';
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
 * customers show that they are one person: they are merged, and `merged` names the conversations that took in another. The
 * identity locks must be held.
 */
export async function resolveConversation(
  tx: Transaction,
  person: Person,
  phoneNumberId: string,
): Promise<{ id: string; merged: string[] }> {
  const { customerId, merged } = await resolveCustomer(tx, person);
  return { id: await conversationFor(tx, customerId, phoneNumberId), merged };
}

async function resolveCustomer(
  tx: Transaction,
  { sender, formerly }: Person,
): Promise<{ customerId: string; merged: string[] }> {
  const known = await customersByIdentity(tx, formerly === null ? [sender] : [formerly, sender]);
  const [oldest, ...others] = known;
  if (oldest === undefined) return { customerId: await insertCustomer(tx, sender), merged: [] };
  const merged: string[] = [];
  for (const other of others) merged.push(...(await mergeCustomers(tx, oldest.id, other.id)));
  await updateProfile(tx, oldest, sender);
  if (!isLedTo(oldest, sender)) await linkIdentities(tx, oldest.id, sender);
  return { customerId: oldest.id, merged };
}
