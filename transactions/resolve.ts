import { z } from 'zod';
import { changeHandler, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { findHandoff, skipPendingSteps, type Handoff } from '../db/handoffs';
import { findMessage } from '../db/messages';
import type { Database, Transaction } from '../db/pool';
import { row, run } from '../db/query';
import { Refusal } from '../domain/refusal';
import { wake } from '../domain/wake';
import { command, type Click, type Done } from './command';
import { actingTeammate, refuseIfHeldByOther } from './hold';

export interface Resolve extends Click {
  outcome: string | null;
  /** The handoff the client saw; resolving another one is refused. */
  handoffId: string | null;
  /** The last message the client had seen: later ones are the AI's next turn. */
  seenMessageId: string | null;
}

/**
 * Ends the human episode and gives the conversation back to the AI. Settles the customer messages up to the last human
 * message (up to the handoff if nobody wrote) and up to what the client has seen; later ones are the AI's first turn.
 * Resolving what is resolved changes nothing.
 * @throws Refusal `handled_by_other`; `stale` when `handoffId` is no longer the open one.
 */
export async function resolve(db: Database, click: Resolve): Promise<Done> {
  const { outcome, handoffId, seenMessageId } = click;
  return command(db, click, { kind: 'resolve', outcome, handoffId, seenMessageId }, async (tx, conversation) => {
    const answer = { conversationId: conversation.id };
    if (handoffId !== null && conversation.handoffId !== null && handoffId !== conversation.handoffId)
      throw new Refusal('stale', 'Another handoff has been opened since: look at the conversation again.');
    if (conversation.handoffId === null) {
      await refuseUnlessEnded(tx, conversation, handoffId);
      return { answer, wake: null };
    }
    await refuseIfHeldByOther(tx, conversation, click.teammateId);
    await actingTeammate(tx, click.teammateId);
    const handoff = await findHandoff(tx, conversation.handoffId);
    if (handoff === null) throw new Error('a conversation points at a handoff that does not exist');
    await settleSeen(tx, conversation, handoff, seenMessageId);
    await skipPendingSteps(tx, handoff.id, 'resolved');
    await run(
      tx,
      `update handoff set resolved_at = now(), ended = 'resolved', resolved_by = $2, outcome = $3 where id = $1`,
      [handoff.id, click.teammateId, outcome],
    );
    const changed = await changeHandler(tx, conversation, { handler: 'ai' });
    await recordEvent(tx, conversation.id, {
      kind: 'resolved',
      handoffId: handoff.id,
      teammateId: click.teammateId,
      outcome,
    });
    return { answer, wake: wake('humanResolved', changed, { turn: true }) };
  });
}

/** In AI mode a resolve has nothing to end; naming a handoff that never was this conversation's is a mistake. */
async function refuseUnlessEnded(tx: Transaction, conversation: Conversation, handoffId: string | null): Promise<void> {
  if (handoffId === null) return;
  const named = await findHandoff(tx, handoffId);
  if (named?.conversationId !== conversation.id)
    throw new Refusal('stale', 'This handoff is not open in this conversation.');
}

const LastHuman = z.object({ number: z.number() });

async function settleSeen(
  tx: Transaction,
  conversation: Conversation,
  handoff: Handoff,
  seenMessageId: string | null,
): Promise<void> {
  const { number: lastHuman } = await row(
    tx,
    LastHuman,
    `select coalesce(max(number), $2) as number from message
      where conversation_id = $1 and author in ('teammate', 'business_phone') and number > $2`,
    [conversation.id, handoff.openedNumber],
  );
  const seen = seenMessageId === null ? null : await findMessage(tx, seenMessageId);
  const upTo = seen?.conversationId === conversation.id ? Math.max(lastHuman, seen.number) : lastHuman;
  await run(
    tx,
    `update message set settled_by = 'person', settled_at = now()
      where conversation_id = $1 and needs_answer and settled_at is null and number <= $2`,
    [conversation.id, upTo],
  );
}
