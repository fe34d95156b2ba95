import { changeHandler, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { skipPendingSteps } from '../db/handoffs';
import type { Database, Transaction } from '../db/pool';
import { run } from '../db/query';
import { wake } from '../domain/wake';
import { closeBlocked } from './close-blocked';
import { command, type Click, type Done } from './command';
import { actingTeammate, refuseIfHeldByOther } from './hold';

/**
 * Blocks a customer: an open handoff ends with the outcome "blocked", what is unanswered is closed, and whatever they write
 * from now on is stored and closed at once. WhatsApp is not told: the block is ours. Blocking twice changes nothing.
 * @throws Refusal `handled_by_other`.
 */
export async function blockCustomer(db: Database, click: Click & { reason: string | null }): Promise<Done> {
  const { reason, teammateId } = click;
  return command(db, click, { kind: 'block', reason }, async (tx, conversation) => {
    const answer = { conversationId: conversation.id };
    if (conversation.blockedAt !== null) return { answer, wake: null };
    await refuseIfHeldByOther(tx, conversation, teammateId);
    await actingTeammate(tx, teammateId);
    const silenced = await silence(tx, conversation, teammateId);
    await run(tx, 'update conversation set blocked_at = now(), blocked_by = $2, blocked_reason = $3 where id = $1', [
      conversation.id,
      teammateId,
      reason,
    ]);
    await closeBlocked(tx, conversation.id);
    await recordEvent(tx, conversation.id, { kind: 'customer_blocked', teammateId, reason });
    return { answer, wake: wake('customerBlocked', silenced, {}) };
  });
}

/** What the customer writes from now on is answered again; what was closed meanwhile stays closed. */
export async function unblockCustomer(db: Database, click: Click): Promise<Done> {
  const { teammateId } = click;
  return command(db, click, { kind: 'unblock' }, async (tx, conversation) => {
    const answer = { conversationId: conversation.id };
    if (conversation.blockedAt === null) return { answer, wake: null };
    await actingTeammate(tx, teammateId);
    await run(tx, 'update conversation set blocked_at = null, blocked_by = null, blocked_reason = null where id = $1', [
      conversation.id,
    ]);
    await recordEvent(tx, conversation.id, { kind: 'customer_unblocked', teammateId });
    return { answer, wake: null };
  });
}

/** Ends the handoff and takes the word from the AI: a turn under way is stale by the new epoch. */
async function silence(tx: Transaction, conversation: Conversation, teammateId: string): Promise<Conversation> {
  const { handoffId } = conversation;
  if (handoffId !== null) {
    await skipPendingSteps(tx, handoffId, 'blocked');
    await run(
      tx,
      `update handoff set resolved_at = now(), ended = 'blocked', resolved_by = $2, outcome = 'blocked' where id = $1`,
      [handoffId, teammateId],
    );
  }
  return changeHandler(tx, conversation, { handler: 'ai' });
}

/**
 * Two conversations turned out to be one customer's: a block of either holds, and the older one is kept. The survivor must
 * have nobody on the hook by then.
 */
export async function mergeBlocks(tx: Transaction, survivorId: string, otherId: string): Promise<void> {
  await run(
    tx,
    `update conversation s set blocked_at = b.blocked_at, blocked_by = b.blocked_by, blocked_reason = b.blocked_reason
      from (select blocked_at, blocked_by, blocked_reason from conversation
        where id in ($1, $2) and blocked_at is not null order by blocked_at limit 1) b
      where s.id = $1`,
    [survivorId, otherId],
  );
  await closeBlocked(tx, survivorId);
}
