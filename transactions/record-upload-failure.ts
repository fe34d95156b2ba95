import { lockConversation } from '../db/conversations';
import { recordEvent } from '../db/events';
import { transaction, type Database } from '../db/pool';
import { Id, maybeRow } from '../db/query';
import type { Wake } from '../domain/wake';
import { deliveryFailed } from './delivery-failed';

/** `error` is a code of ours, never a provider's words. */
export type UploadFailure = { kind: 'again'; error: string; afterMs: number } | { kind: 'failed'; error: string };

/**
 * Records that WhatsApp did not take a message's file: it is tried again later, or the message has failed. A message that
 * somebody else claimed meanwhile stays as it is. Returns whom to ring, if anybody.
 */
export async function recordUploadFailure(
  db: Database,
  message: { id: string; conversationId: string },
  failure: UploadFailure,
): Promise<Wake | null> {
  return transaction(db, async (tx) => {
    const conversation = await lockConversation(tx, message.conversationId);
    const changed = await maybeRow(
      tx,
      Id,
      `update message set state = $2, error = $3, attempts = attempts + 1,
          next_attempt_at = clock_timestamp() + $4 * interval '1 millisecond'
        where id = $1 and state = 'pending' returning id`,
      [
        message.id,
        failure.kind === 'failed' ? 'failed' : 'pending',
        failure.error,
        failure.kind === 'failed' ? 0 : failure.afterMs,
      ],
    );
    if (changed === null || failure.kind === 'again' || conversation === null) return null;
    await recordEvent(tx, conversation.id, { kind: 'message_failed', messageId: message.id, error: failure.error });
    return deliveryFailed(tx, conversation, message.id);
  });
}
