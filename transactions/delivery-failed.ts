import type { Conversation } from '../db/conversations';
import { settleStep } from '../db/handoffs';
import { findMessage } from '../db/messages';
import type { Transaction } from '../db/pool';
import { run } from '../db/query';
import { wake, type Wake } from '../domain/wake';
import { openHandoff } from './open-handoff';

/**
 * What follows when a message did not reach the customer (or nobody can say): the AI's own answer becomes a person's job,
 * its customer messages un-settled; a teammate's message puts the customer back to waiting; a reassurance fails its step.
 */
export async function deliveryFailed(
  tx: Transaction,
  conversation: Conversation,
  messageId: string,
): Promise<Wake | null> {
  const message = await findMessage(tx, messageId);
  if (message === null) return null;
  if (message.author === 'teammate') {
    await run(
      tx,
      `update conversation set waiting_since = coalesce(waiting_since, now()) where id = $1 and handler = 'teammate'`,
      [conversation.id],
    );
    return null;
  }
  if (message.purpose === 'reassurance' && message.handoffId !== null) {
    const error = message.error ?? 'failed';
    await settleStep(
      tx,
      { handoffId: message.handoffId, kind: 'reassure', teammateId: null },
      { state: 'failed', error },
    );
    return null;
  }
  if (message.author === 'ai' && message.purpose === 'reply' && conversation.handler === 'teammate') {
    // Handed over already. Only a teammate's word that it arrived had ended the waiting, and that word was wrong.
    await run(
      tx,
      `update conversation set waiting_since = coalesce(waiting_since, now())
        where id = $1 and exists (select 1 from message where id = $2 and arrived_at is not null)`,
      [conversation.id, message.id],
    );
    return null;
  }
  if (message.author !== 'ai' || message.purpose !== 'reply' || conversation.handler !== 'ai') return null;
  // Nobody answers somebody blocked, so nobody is put on the hook for what they did not get.
  if (conversation.blockedAt !== null) return null;
  await run(
    tx,
    `update message set settled_by = null, settled_at = null, turn_id = null
      where conversation_id = $1 and author = 'customer' and turn_id = $2`,
    [conversation.id, message.turnId],
  );
  const { handoff, conversation: changed } = await openHandoff(tx, conversation, {
    reason: 'delivery_failed',
    evidence: null,
    summary: null,
    turn: null,
    takenBy: null,
    assignee: null,
    requestedBy: null,
  });
  return wake('deliveryFailed', changed, { handoffId: handoff.id });
}
