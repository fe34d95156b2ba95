import type { Browser } from 'playwright-core';
import type { Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { conversationOf } from '../support/seed';
import { openInbox, type OpenInbox } from './open-inbox';

export interface OpenConversation extends OpenInbox {
  customer: ReturnType<typeof newCustomer>;
  id: string;
}

/** A customer who has been answered, and a teammate who has the conversation open. */
export async function openAnswered(browser: Browser, baton: Baton, name: string): Promise<OpenConversation> {
  const customer = newCustomer(name);
  await baton.whatsapp.simulate.text(customer, 'How long does delivery to Spain take?').delivered;
  await baton.whatsapp.log.waitForAccepted(({ to }) => to === customer.waId);
  const id = await conversationOf(baton.db, customer.waId);
  const inbox = await openInbox(browser, baton, { path: `/conversations/${id}` });
  await inbox.page.getByRole('log').getByText('How long does delivery to Spain').waitFor();
  return { ...inbox, customer, id };
}
