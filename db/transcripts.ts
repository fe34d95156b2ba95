import { z } from 'zod';
import { transaction, type Database, type Queryable } from './pool';
import { maybeRow, row, run } from './query';

/** Stores what was heard as the words of its message, once. Words that somebody wrote, or took back, stay as they are. */
export async function storeTranscript(db: Database, mediaId: string, text: string): Promise<void> {
  await transaction(db, async (tx) => {
    const listened = await maybeRow(
      tx,
      z.object({ messageId: z.string() }),
      `update media set listening = 'done' where id = $1 and listening = 'pending' returning message_id as "messageId"`,
      [mediaId],
    );
    if (listened === null) return;
    await run(
      tx,
      'update message set text = $2, transcribed_at = now() where id = $1 and text is null and revoked_at is null',
      [listened.messageId, text],
    );
  });
}

/** Nothing could be heard; the file stays for people's ears. */
export async function failTranscript(db: Queryable, mediaId: string, code: string): Promise<void> {
  await run(db, `update media set listening = 'failed', listening_error = $2 where id = $1 and listening = 'pending'`, [
    mediaId,
    code,
  ]);
}

const Found = z.object({ found: z.boolean() });

/** Whether a file of these kinds, in a message that nobody has answered, is still being copied or listened to. */
export async function isMediaUnderWay(
  db: Queryable,
  conversationId: string,
  kinds: readonly string[],
): Promise<boolean> {
  const { found } = await row(
    db,
    Found,
    `select exists (select 1 from message m join media d on d.message_id = m.id
      where m.conversation_id = $1 and m.needs_answer and m.settled_at is null and m.kind = any($2)
        and (d.state = 'pending' or d.listening = 'pending')) as found`,
    [conversationId, kinds],
  );
  return found;
}
