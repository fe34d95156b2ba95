import type { CustomerIdentity, InboundMessage, WebhookItem } from '../../domain/inbound';
import { customerText } from '../support/seed';

const NOBODY: CustomerIdentity = { waId: null, bsuid: null, parentBsuid: null, username: null, profileName: null };

/** A customer's text from whichever ids WhatsApp knows them by. */
export function inboundFrom(
  ids: Partial<CustomerIdentity>,
  text: string,
  more: Partial<InboundMessage> = {},
): WebhookItem {
  return customerText('', text, { from: { ...NOBODY, ...ids }, ...more });
}
