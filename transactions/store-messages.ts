import { noteArrival, type Conversation } from '../db/conversations';
import { insertMedia } from '../db/media';
import { insertCustomerMessage } from '../db/messages';
import { insertPush } from '../db/pushes';
import type { Transaction } from '../db/pool';
import type { InboundMessage } from '../domain/inbound';
import { detectLanguage } from '../domain/language/detect-language';
import { asksForPerson } from '../domain/asks-for-person';
import { wake, type Wake } from '../domain/wake';
import { editMessage, revokeMessage } from './change-message';
import { closeBlocked } from './close-blocked';

/**
 * Stores a customer's messages of one POST and notes them on the locked conversation. Returns what to ring, or null when
 * all of them were known.
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
    const kept = await storeOne(tx, conversation, number + 1, message);
    if (kept === null) continue;
    number++;
    stored.push(message);
    if (kept.mediaId !== null) mediaIds.push(kept.mediaId);
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

function newest(messages: readonly InboundMessage[]): Date {
  return new Date(Math.max(...messages.map(({ sentAt }) => sentAt.getTime())));
}
