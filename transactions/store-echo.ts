import { noteArrival, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { clearOwedAnswer } from '../db/owed-answers';
import { skipPendingSteps } from '../db/handoffs';
import { insertMedia } from '../db/media';
import type { Transaction } from '../db/pool';
import { Id, maybeRow, run } from '../db/query';
import type { InboundMessage } from '../domain/inbound';
import { wake, type Wake } from '../domain/wake';
import { openHandoff } from './open-handoff';

/**
 * Stores what a colleague typed on the business's own phone. It is a person's answer: in AI mode it opens a `taken_over`
 * handoff. Nobody in the inbox holds the conversation by it. Null when every echo was known.
 */
export async function storeEcho(
  tx: Transaction,
  conversation: Conversation,
  echoes: readonly InboundMessage[],
): Promise<{ conversation: Conversation; wake: Wake } | null> {
  let number = conversation.lastNumber;
  let placedAt = conversation.newestPlacedAt ?? new Date(0);
  const mediaIds: string[] = [];
  for (const message of echoes) {
    const id = await insertEcho(tx, conversation.id, number + 1, message);
    if (id === null) continue;
    number++;
    if (message.sentAt > placedAt) placedAt = message.sentAt;
    if (message.media !== null) mediaIds.push(await insertMedia(tx, id, message.media));
  }
  if (number === conversation.lastNumber) return null;
  const noted = await noteArrival(tx, conversation.id, {
    lastNumber: number,
    placedAt,
    waitingSince: null,
  });
  await clearOwedAnswer(tx, noted.id);
  const isTakeOver = noted.handoffId === null && noted.blockedAt === null;
  const answered = isTakeOver ? await takeOver(tx, noted) : noted;
  // A person has answered: what was still to be said or mailed is not needed any more.
  if (noted.handoffId !== null) await skipPendingSteps(tx, noted.handoffId, 'answered');
  await run(tx, 'update handoff set first_reply_at = coalesce(first_reply_at, now()) where id = $1', [
    answered.handoffId,
  ]);
  return {
    conversation: answered,
    wake: wake('takeOver', answered, { handoffId: answered.handoffId, mediaIds, outbound: false }),
  };
}

async function takeOver(tx: Transaction, conversation: Conversation): Promise<Conversation> {
  const { handoff, conversation: taken } = await openHandoff(tx, conversation, {
    reason: 'taken_over',
    evidence: null,
    summary: null,
    turn: null,
    takenBy: 'business_phone',
    assignee: null,
    requestedBy: null,
  });
  await recordEvent(tx, conversation.id, { kind: 'taken_over', handoffId: handoff.id, teammateId: null });
  return taken;
}

async function insertEcho(
  tx: Transaction,
  conversationId: string,
  number: number,
  message: InboundMessage,
): Promise<string | null> {
  const stored = await maybeRow(
    tx,
    Id,
    `insert into message (conversation_id, number, placed_at, author, kind, text, payload, purpose, wa_message_id, reply_to,
        state)
      values ($1, $2, $3, 'business_phone', $4, $5, $6, 'reply', $7, $8, 'sent')
      on conflict (wa_message_id) do nothing returning id`,
    [
      conversationId,
      number,
      message.sentAt,
      message.kind,
      message.text,
      JSON.stringify(message.payload),
      message.waMessageId,
      message.replyTo,
    ],
  );
  return stored?.id ?? null;
}
