import { noteArrival, type Conversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { insertMedia } from '../db/media';
import { insertCustomerMessage } from '../db/messages';
import { insertPush } from '../db/pushes';
import type { Transaction } from '../db/pool';
import { run } from '../db/query';
import type { InboundMessage } from '../domain/inbound';
import { detectLanguage } from '../domain/language/detect-language';
import { asksForPerson } from '../domain/asks-for-person';
import { wake, type Wake } from '../domain/wake';
import { editMessage, revokeMessage } from './change-message';
import { closeBlocked } from './close-blocked';

/**
 * Stores a customer's messages of one POST, each under its own savepoint, and notes them on the locked conversation.
 * Returns what to ring, or null when all of them were known.
 */
export async function storeMessages(
  tx: Transaction,
  conversation: Conversation,
  messages: readonly InboundMessage[],
): Promise<Wake | null> {
  const stored: InboundMessage[] = [];
  const mediaIds: string[] = [];
  let number = conversation.lastNumber;
  for (const message of messages) {
    const kept = await underSavepoint(tx, () => storeOne(tx, conversation, number + 1, message));
    if (kept === 'unreadable')
      await recordEvent(tx, conversation.id, { kind: 'webhook_item_unreadable', waMessageId: message.waMessageId });
    else if (kept !== null) {
      number++;
      stored.push(message);
      if (kept.mediaId !== null) mediaIds.push(kept.mediaId);
    }
  }
  if (stored.length === 0) return null;
  const needAnswer = stored.filter(({ needsAnswer }) => needsAnswer);
  const changed = await noteArrival(tx, conversation.id, {
    lastNumber: number,
    placedAt: newest(stored),
    customerAt: newest(stored),
    waitingSince:
      conversation.handler === 'teammate' && needAnswer.length > 0
        ? (conversation.waitingSince ?? new Date())
        : conversation.waitingSince,
    language: conversation.language ?? detectLanguage(stored.map(({ text }) => text ?? '').join('\n')),
  });
  if (conversation.holderId !== null && needAnswer.length > 0)
    await insertPush(tx, {
      kind: 'answered',
      conversationId: conversation.id,
      teammateId: conversation.holderId,
      actorId: null,
    });
  const isBlocked = changed.blockedAt !== null;
  if (isBlocked) await closeBlocked(tx, conversation.id);
  return wake('customerMessage', changed, {
    turn: changed.handler === 'ai' && needAnswer.length > 0 && !isBlocked,
    urgent: needAnswer.some(({ text, buttonId }) => asksForPerson(text, buttonId, changed.language)),
    mediaIds,
  });
}

async function storeOne(
  tx: Transaction,
  conversation: Conversation,
  number: number,
  message: InboundMessage,
): Promise<{ mediaId: string | null } | null> {
  const id = await insertCustomerMessage(tx, conversation.id, number, message);
  if (id === null) return null;
  if (message.editOf !== null) await editMessage(tx, conversation.id, message.editOf, message.text);
  if (message.revokeOf !== null) await revokeMessage(tx, conversation.id, message.revokeOf);
  return { mediaId: message.media === null ? null : await insertMedia(tx, id, message.media) };
}

/** What cannot be stored is set aside alone; a deadlock or a lost connection still fails the whole transaction. */
async function underSavepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result | 'unreadable'> {
  await run(tx, 'savepoint item');
  try {
    const result = await work();
    await run(tx, 'release savepoint item');
    return result;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await run(tx, 'rollback to savepoint item');
    return 'unreadable';
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the item's own fault. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}

function newest(messages: readonly InboundMessage[]): Date {
  return new Date(Math.max(...messages.map(({ sentAt }) => sentAt.getTime())));
}
