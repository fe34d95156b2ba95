import { z } from 'zod';
import type { CustomerIdentity } from '../../domain/inbound';
import { lenient, presentText } from './wire-scalars';

const Contact = z.looseObject({
  wa_id: presentText,
  user_id: presentText,
  parent_user_id: presentText,
  profile: lenient(z.looseObject({ name: presentText, username: presentText })),
});

export type Contact = z.infer<typeof Contact>;

/** The readable entries of `value.contacts`. System messages and failed statuses come without any. */
export function parseContacts(contacts: unknown): Contact[] {
  if (!Array.isArray(contacts)) return [];
  return contacts.map((contact) => Contact.safeParse(contact).data).filter((contact) => contact !== undefined);
}

/** The ids a message itself carries: `from*` of a customer's, `to*` of an echo. */
interface WireIds {
  waId: string | undefined;
  bsuid: string | undefined;
  parentBsuid: string | undefined;
}

/**
 * Joins a message's own ids with what `contacts` tells about the same person; null if nothing identifies anybody.
 * Matched by id: the order of contacts says nothing about the order of messages.
 */
export function identify(ids: WireIds, contacts: readonly Contact[]): CustomerIdentity | null {
  const contact = contacts.find(
    ({ wa_id, user_id, parent_user_id }) =>
      (wa_id !== undefined && wa_id === ids.waId) ||
      (user_id !== undefined && user_id === ids.bsuid) ||
      (parent_user_id !== undefined && parent_user_id === ids.parentBsuid),
  );
  const identity: CustomerIdentity = {
    waId: ids.waId ?? contact?.wa_id ?? null,
    bsuid: ids.bsuid ?? contact?.user_id ?? null,
    parentBsuid: ids.parentBsuid ?? contact?.parent_user_id ?? null,
    username: contact?.profile?.username ?? null,
    profileName: contact?.profile?.name ?? null,
  };
  return identity.waId === null && identity.bsuid === null && identity.parentBsuid === null ? null : identity;
}
