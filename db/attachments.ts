import { z } from 'zod';
import { Id, maybeRow, row, run } from './query';
import type { Queryable, Transaction } from './pool';

/** Begins to keep a teammate's file; its bytes follow chunk by chunk, then `finishAttachment`. */
export async function beginAttachment(
  db: Queryable,
  file: { conversationId: string; teammateId: string; mimeType: string; filename: string | null },
): Promise<string> {
  const { id } = await row(
    db,
    Id,
    `insert into media (conversation_id, uploaded_by, wa_media_id, mime_type, filename) values ($1, $2, '', $3, $4)
      returning id`,
    [file.conversationId, file.teammateId, file.mimeType, file.filename],
  );
  return id;
}

/** A statement of its own: readers of changes must not wait for somebody's slow upload. */
export async function addChunk(db: Queryable, id: string, number: number, bytes: Buffer): Promise<void> {
  await run(db, 'insert into media_chunk (media_id, number, bytes) values ($1, $2, $3)', [id, number, bytes]);
}

export async function finishAttachment(
  db: Queryable,
  id: string,
  { size, sha256 }: { size: number; sha256: string },
): Promise<void> {
  await run(db, `update media set state = 'stored', size = $2, sha256 = $3 where id = $1`, [id, size, sha256]);
}

/** Forgets a file that no message bears. */
export async function dropAttachment(db: Queryable, id: string): Promise<void> {
  await run(
    db,
    `with gone as (select id from media where id = $1 and message_id is null for update),
      chunks as (delete from media_chunk where media_id in (select id from gone))
      delete from media where id in (select id from gone)`,
    [id],
  );
}

/** Forgets files that nobody sent for this long, some at a time. */
export async function dropOldAttachments(db: Queryable, olderThanMs: number): Promise<void> {
  const old = await maybeRow(
    db,
    z.object({ ids: z.array(z.string()) }),
    `select array(select id from media where message_id is null and created_at < now() - $1 * interval '1 millisecond'
        order by created_at limit 20) as ids`,
    [olderThanMs],
  );
  for (const id of old?.ids ?? []) await dropAttachment(db, id);
}

/** Puts a whole file on a message; false when it is gone, unfinished, or on another message already. */
export async function attach(tx: Transaction, id: string, messageId: string): Promise<boolean> {
  const touched = await run(
    tx,
    `update media set message_id = $2 where id = $1 and message_id is null and state = 'stored'`,
    [id, messageId],
  );
  return touched === 1;
}

/** A message sent again needs a file of its own; WhatsApp gets it anew. */
export async function copyAttachment(tx: Transaction, fromMessageId: string, toMessageId: string): Promise<void> {
  await run(
    tx,
    `with original as (select * from media where message_id = $1),
      copy as (insert into media (message_id, conversation_id, uploaded_by, wa_media_id, mime_type, filename, sha256, size, state)
        select $2, conversation_id, uploaded_by, '', mime_type, filename, sha256, size, state from original returning id)
      insert into media_chunk (media_id, number, bytes)
        select copy.id, c.number, c.bytes from copy, media_chunk c join original on c.media_id = original.id`,
    [fromMessageId, toMessageId],
  );
}

/** WhatsApp has the file under this id. */
export async function noteUploaded(db: Queryable, id: string, waMediaId: string): Promise<void> {
  await run(db, 'update media set wa_media_id = $2, wa_uploaded_at = now() where id = $1', [id, waMediaId]);
}
