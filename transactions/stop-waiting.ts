import type { Transaction } from '../db/pool';
import { run } from '../db/query';

/**
 * A reply in doubt did arrive: the customer waits only for what they wrote after it, or for a later reply that did not
 * arrive and that nobody has accounted for.
 */
export async function stopWaiting(tx: Transaction, messageId: string): Promise<void> {
  await run(
    tx,
    `update conversation c set waiting_since = null from message reply
      where reply.id = $1 and c.id = reply.conversation_id and c.waiting_since is not null and not exists
        (select 1 from message later where later.conversation_id = c.id and later.number > reply.number
          and (later.needs_answer or (later.author = 'teammate' and later.state in ('failed', 'unconfirmed')
            and later.arrived_at is null and not exists (select 1 from message again where again.resend_of = later.id))))`,
    [messageId],
  );
}
