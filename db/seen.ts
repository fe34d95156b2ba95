import { z } from 'zod';
import { maybeRow, run } from './query';
import type { Queryable } from './pool';

/** Notes up to which message a teammate has read, and never goes back; false when it is none of this conversation. */
export async function markSeen(
  db: Queryable,
  seen: { conversationId: string; teammateId: string; messageId: string },
): Promise<boolean> {
  const message = await maybeRow(
    db,
    z.object({ number: z.number() }),
    'select number from message where id = $1 and conversation_id = $2',
    [seen.messageId, seen.conversationId],
  );
  if (message === null) return false;
  await run(
    db,
    `insert into conversation_seen as s (conversation_id, teammate_id, number) values ($1, $2, $3)
      on conflict (conversation_id, teammate_id) do update set number = $3, at = now() where s.number < $3`,
    [seen.conversationId, seen.teammateId, message.number],
  );
  return true;
}
