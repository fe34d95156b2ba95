import { z } from 'zod';
import { type Contact, identify } from './customer-identity';
import type { CustomerIdentity, InboundMessage } from '../../domain/inbound';
import { parseContent } from './message-content';
import type { RejectionReason } from './rejected-item';
import { anyObject, lenient, presentText, unixSeconds, whatsAppId } from './wire-scalars';

const Ids = z.looseObject({
  from: presentText,
  from_user_id: presentText,
  from_parent_user_id: presentText,
  to: presentText,
  to_user_id: presentText,
  to_parent_user_id: presentText,
});

const Context = z.looseObject({ context: lenient(z.looseObject({ id: lenient(whatsAppId) })) });

/**
 * Reads one entry of `messages` or `message_echoes`. Only what makes a message impossible to place (its id, its time,
 * the customer it belongs to) rejects it; everything else degrades to a readable message. `customer` is who wrote it, or
 * for an echo whom it was written to.
 */
export function parseMessage(
  value: unknown,
  contacts: readonly Contact[],
  direction: 'from_customer' | 'to_customer',
): { message: InboundMessage; customer: CustomerIdentity } | { reason: RejectionReason } {
  const wire = anyObject.safeParse(value).data;
  if (wire === undefined) return { reason: 'not_an_object' };
  // An answer to a group would go to its writer in private.
  if (typeof wire['group_id'] === 'string') return { reason: 'group_message' };
  const id = whatsAppId.safeParse(wire['id']);
  if (!id.success) return { reason: 'no_message_id' };
  const sentAt = unixSeconds.safeParse(wire['timestamp']);
  if (!sentAt.success) return { reason: 'no_timestamp' };

  const ids = Ids.parse(wire);
  const sender = identify({ waId: ids.from, bsuid: ids.from_user_id, parentBsuid: ids.from_parent_user_id }, contacts);
  const recipient = identify({ waId: ids.to, bsuid: ids.to_user_id, parentBsuid: ids.to_parent_user_id }, contacts);
  const customer = direction === 'from_customer' ? sender : recipient;
  if (customer === null) return { reason: 'no_sender' };

  const message: InboundMessage = {
    ...parseContent(wire),
    waMessageId: id.data,
    sentAt: sentAt.data,
    from: sender ?? { waId: null, bsuid: null, parentBsuid: null, username: null, profileName: null },
    replyTo: Context.parse(wire).context?.id ?? null,
  };
  return { message, customer };
}
