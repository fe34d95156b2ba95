import { changeHandler, type Conversation } from '../db/conversations';
import { clearOwedAnswer } from '../db/owed-answers';
import { insertStep, skipPendingSteps } from '../db/handoffs';
import { insertPush } from '../db/pushes';
import type { Transaction } from '../db/pool';
import { row, run } from '../db/query';
import { z } from 'zod';
import { findTeammate, shareTeammate } from '../db/teammates';
import type { Teammate } from '../domain/pick-assignee';
import { Refusal } from '../domain/refusal';
import { openHandoff } from './open-handoff';

/** The active teammate who clicks. @throws Refusal `teammate_inactive`. */
export async function actingTeammate(tx: Transaction, id: string): Promise<Teammate> {
  const teammate = await shareTeammate(tx, id);
  if (teammate?.active !== true)
    throw new Refusal('teammate_inactive', 'This teammate can no longer answer customers.');
  return teammate;
}

/** @throws Refusal `handled_by_other` when somebody else holds the conversation. */
export async function refuseIfHeldByOther(
  tx: Transaction,
  conversation: Conversation,
  teammateId: string,
): Promise<void> {
  if (conversation.holderId === null || conversation.holderId === teammateId) return;
  const holder = await findTeammate(tx, conversation.holderId);
  throw new Refusal(
    'handled_by_other',
    `${holder?.name ?? 'Somebody else'} is answering this customer: take over first.`,
    {
      holder: holder === null ? { id: conversation.holderId } : { id: holder.id, name: holder.name },
    },
  );
}

export interface Held {
  conversation: Conversation;
  handoffId: string;
}

/**
 * Makes the teammate the holder: in AI mode this opens a `taken_over` handoff; otherwise the open handoff's assignee
 * follows, and what was still to be mailed or said is skipped. Nothing changes for somebody who holds it already.
 */
export async function hold(tx: Transaction, conversation: Conversation, teammate: Teammate): Promise<Held> {
  if (conversation.handoffId === null) {
    const opened = await openHandoff(tx, conversation, {
      reason: 'taken_over',
      evidence: null,
      summary: null,
      turn: null,
      takenBy: teammate,
      assignee: null,
      requestedBy: teammate.id,
    });
    return { conversation: opened.conversation, handoffId: opened.handoff.id };
  }
  const { handoffId } = conversation;
  if (conversation.holderId === teammate.id) return { conversation, handoffId };
  await assignTo(tx, handoffId, teammate.id, 'skipped');
  const changed = await changeHandler(tx, conversation, {
    handler: 'teammate',
    handoffId,
    assigneeId: teammate.id,
    holderId: teammate.id,
    waitingSince: conversation.waitingSince,
  });
  return { conversation: changed, handoffId };
}

const Reassigned = z.object({ conversationId: z.string() });

/**
 * Gives the open handoff to a teammate: one assignment and one e-mail per assignee, each stored once. Somebody whose mail
 * was skipped and who gets the handoff back is mailed after all. Who is mailed is also told in their browsers.
 */
export async function assignTo(
  tx: Transaction,
  handoffId: string,
  teammateId: string,
  email: 'pending' | 'skipped',
): Promise<void> {
  const { conversationId } = await row(
    tx,
    Reassigned,
    'update handoff set assignee_id = $2 where id = $1 returning conversation_id as "conversationId"',
    [handoffId, teammateId],
  );
  await run(
    tx,
    `update handoff_step set state = 'skipped', error = 'reassigned', at = now()
      where handoff_id = $1 and kind = 'email' and teammate_id <> $2 and state = 'pending'`,
    [handoffId, teammateId],
  );
  if (email === 'pending')
    await run(
      tx,
      `update handoff_step set state = 'pending', error = null, at = null
        where handoff_id = $1 and kind = 'email' and teammate_id = $2 and state = 'skipped'`,
      [handoffId, teammateId],
    );
  await insertStep(tx, handoffId, { kind: 'assign', teammateId, state: 'done', error: null });
  if (email === 'pending') await insertPush(tx, { kind: 'assigned', conversationId, teammateId, actorId: null });
  await insertStep(tx, handoffId, {
    kind: 'email',
    teammateId,
    state: email,
    error: email === 'skipped' ? 'taken_over' : null,
  });
}

/** A person's words are committed: reassurance and mail that have not gone out are not needed any more. */
export async function answeredByPerson(tx: Transaction, held: Held): Promise<void> {
  await skipPendingSteps(tx, held.handoffId, 'answered');
  await clearOwedAnswer(tx, held.conversation.id);
  await run(tx, 'update handoff set first_reply_at = coalesce(first_reply_at, now()) where id = $1', [held.handoffId]);
}
