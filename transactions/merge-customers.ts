import { z } from 'zod';
import { changeHandler, lockConversation, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { currentHandoff, skipPendingSteps, type Handoff } from '../db/handoffs';
import { setOwedAnswer } from '../db/owed-answers';
import { suppressReplies, unsettledMessages } from '../db/messages';
import type { Transaction } from '../db/pool';
import { rows, run } from '../db/query';
import { mergeBlocks } from './block-customer';

/**
 * Two ids turned out to be one person: `otherId`'s rows move to `survivorId`, and `merged_into` leads ids, links and rings
 * there. Conversations on the same number become one, which keeps the open handoff somebody holds, else the older one.
 * Returns the ids of the conversations that took in another: their workflows have work.
 */
export async function mergeCustomers(tx: Transaction, survivorId: string, otherId: string): Promise<string[]> {
  const pairs = await rows(
    tx,
    z.object({ survivor: z.string().nullable(), other: z.string() }),
    `select s.id as survivor, o.id as other from conversation o
      left join conversation s on s.customer_id = $1 and s.phone_number_id = o.phone_number_id and s.merged_into is null
      where o.customer_id = $2 and o.merged_into is null`,
    [survivorId, otherId],
  );
  const merged: string[] = [];
  for (const { survivor, other } of pairs) {
    if (survivor === null) {
      await run(tx, 'update conversation set customer_id = $1 where id = $2', [survivorId, other]);
      continue;
    }
    await mergeConversations(tx, survivor, other);
    merged.push(survivor);
  }
  await run(tx, 'update customer_identity set customer_id = $1 where customer_id = $2', [survivorId, otherId]);
  await run(tx, 'update customer set merged_into = $1 where id = $2', [survivorId, otherId]);
  return merged;
}

async function mergeConversations(tx: Transaction, survivorId: string, otherId: string): Promise<void> {
  const locked = new Map<string, Conversation>();
  for (const id of [survivorId, otherId].sort()) {
    const conversation = await lockConversation(tx, id);
    if (conversation !== null) locked.set(id, conversation);
  }
  const [survivor, other] = [locked.get(survivorId), locked.get(otherId)];
  if (survivor === undefined || other === undefined) throw new Error('a conversation to be merged is gone');
  const isBlocked = survivor.blockedAt !== null || other.blockedAt !== null;
  const chosen = await chooseHandoff(tx, survivor, other);
  // Somebody blocked does not come back under another of their ids: the block holds, and nobody stays on the hook.
  const { kept, ended } = isBlocked ? { kept: null, ended: chosen.kept } : chosen;
  if (ended !== null) await endMerged(tx, ended);
  const waitingSince = kept === null ? null : earliest(await waitingFor(tx, survivor), await waitingFor(tx, other));
  // The other lets go of its handoff before the survivor may take it: a conversation has one at most.
  if (other.handler === 'teammate') await changeHandler(tx, other, { handler: 'ai' });
  await moveRows(tx, survivor, other);
  const holder = kept === null ? null : kept.conversationId === survivor.id ? survivor : other;
  // Suppresses the drafts of both sides, and opens their questions again: each was written without the other.
  await changeHandler(
    tx,
    survivor,
    kept === null || holder?.assigneeId == null
      ? { handler: 'ai' }
      : {
          handler: 'teammate',
          handoffId: kept.id,
          assigneeId: holder.assigneeId,
          holderId: holder.holderId,
          waitingSince,
        },
  );
  const debt = kept === null ? null : earlierDebt(survivor, other);
  if (debt !== null) await setOwedAnswer(tx, survivor.id, debt);
  const knownPersonAt = survivor.knownPersonAt ?? other.knownPersonAt;
  await run(tx, 'update conversation set known_person_at = $2 where id = $1', [survivor.id, knownPersonAt]);
  if (isBlocked) await mergeBlocks(tx, survivor.id, other.id);
  await run(tx, 'update conversation set merged_into = $1 where id = $2', [survivor.id, other.id]);
  await recordEvent(tx, survivor.id, { kind: 'customers_merged', from: other.id });
}

async function chooseHandoff(
  tx: Transaction,
  survivor: Conversation,
  other: Conversation,
): Promise<{ kept: Handoff | null; ended: Handoff | null }> {
  const [ours, theirs] = [await openHandoffOf(tx, survivor), await openHandoffOf(tx, other)];
  if (ours === null || theirs === null) return { kept: ours ?? theirs, ended: null };
  const keepOurs =
    (survivor.holderId === null) === (other.holderId === null)
      ? ours.openedAt <= theirs.openedAt
      : survivor.holderId !== null;
  return keepOurs ? { kept: ours, ended: theirs } : { kept: theirs, ended: ours };
}

async function openHandoffOf(tx: Transaction, conversation: Conversation): Promise<Handoff | null> {
  return conversation.handoffId === null ? null : currentHandoff(tx, conversation.id);
}

async function endMerged(tx: Transaction, handoff: Handoff): Promise<void> {
  await skipPendingSteps(tx, handoff.id, 'merged');
  await run(tx, `update handoff set resolved_at = now(), ended = 'merged' where id = $1`, [handoff.id]);
}

/** Since when one side waits for a person: on the AI's side, for the one who keeps the handoff of the other. */
async function waitingFor(tx: Transaction, { id, handler, waitingSince }: Conversation): Promise<Date | null> {
  if (handler === 'teammate') return waitingSince;
  await suppressReplies(tx, id);
  const unanswered = await unsettledMessages(tx, id);
  return unanswered.reduce<Date | null>((oldest, { createdAt }) => earliest(oldest, createdAt), null);
}

/**
 * Moved rows keep their order behind the survivor's own: every number is counted on from its last one. Their place in the
 * transcript stays theirs, by WhatsApp's second.
 */
async function moveRows(tx: Transaction, survivor: Conversation, other: Conversation): Promise<void> {
  const [to, from] = [survivor.id, other.id];
  await freeClientIds(tx, survivor, other);
  await run(tx, 'update message set conversation_id = $1, number = number + $3 where conversation_id = $2', [
    to,
    from,
    survivor.lastNumber,
  ]);
  await run(
    tx,
    'update handoff set conversation_id = $1, opened_number = opened_number + $3 where conversation_id = $2',
    [to, from, survivor.lastNumber],
  );
  await run(tx, 'update turn set conversation_id = $1, last_number = last_number + $3 where conversation_id = $2', [
    to,
    from,
    survivor.lastNumber,
  ]);
  for (const table of ['conversation_event', 'command', 'note', 'notice', 'media'])
    await run(tx, `update ${table} set conversation_id = $1 where conversation_id = $2`, [to, from]);
  await run(
    tx,
    // Above both: no turn of either side may be committed, and either side's workflow hears the news.
    `update conversation s set epoch = greatest(s.epoch, o.epoch), last_number = s.last_number + o.last_number,
        newest_placed_at = greatest(s.newest_placed_at, o.newest_placed_at),
        last_message_at = greatest(s.last_message_at, o.last_message_at),
        last_customer_message_at = greatest(s.last_customer_message_at, o.last_customer_message_at)
      from conversation o where s.id = $1 and o.id = $2`,
    [to, from],
  );
}

/** A client may have used one id in both conversations. A blank, which no client can send, keeps the moved one apart. */
async function freeClientIds(tx: Transaction, survivor: Conversation, other: Conversation): Promise<void> {
  for (const table of ['message', 'note', 'command'])
    await run(
      tx,
      `update ${table} set client_id = client_id || ' ' || $2::uuid where conversation_id = $2
        and client_id in (select client_id from ${table} where conversation_id = $1)`,
      [survivor.id, other.id],
    );
}

/** What was promised first is owed first. */
function earlierDebt(...sides: Conversation[]): { until: Date; teammateId: string } | null {
  const debts = sides.flatMap(({ owedAnswerAt: until, owedBy: teammateId }) =>
    until === null || teammateId === null ? [] : [{ until, teammateId }],
  );
  return debts.sort((one, two) => one.until.getTime() - two.until.getTime())[0] ?? null;
}

function earliest(one: Date | null, two: Date | null): Date | null {
  if (one === null || two === null) return one ?? two;
  return one < two ? one : two;
}
