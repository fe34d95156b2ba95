import { noteCustomerMessage, type Conversation } from '../db/conversations';
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
  const found = await Promise.all(
    // A number that a known message leaves unused stays so: numbers say only what came before what.
    messages.map((message, index) => storeOne(tx, conversation, conversation.lastNumber + 1 + index, message)),
  );
  const stored = found.filter((each) => each !== null);
  const changed = stored.at(-1)?.changed;
  if (changed === undefined) return null;
  const mediaIds: string[] = [];
  for (const { id, message } of stored) {
    if (message.editOf !== null) await editMessage(tx, conversation.id, message.editOf, message.text);
    if (message.revokeOf !== null) await revokeMessage(tx, conversation.id, message.revokeOf);
    if (message.media !== null) mediaIds.push(await insertMedia(tx, id, message.media));
  }
  const needAnswer = stored.map(({ message }) => message).filter(({ needsAnswer }) => needsAnswer);
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

/** Stores it and notes it on its conversation, in one way there and back; null when it was known. */
async function storeOne(
  tx: Transaction,
  conversation: Conversation,
  number: number,
  message: InboundMessage,
): Promise<{ id: string; message: InboundMessage; changed: Conversation } | null> {
  const [id, changed] = await Promise.all([
    insertCustomerMessage(tx, conversation.id, number, message),
    noteCustomerMessage(tx, conversation.id, {
      number,
      sentAt: message.sentAt,
      needsAnswer: message.needsAnswer,
      language: conversation.language ?? detectLanguage(message.text ?? ''),
    }),
  ]);
  return id === null || changed === null ? null : { id, message, changed };
}
