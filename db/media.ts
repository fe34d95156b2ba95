import { z } from 'zod';
import type { InboundMedia } from '../domain/inbound';
import { Id, maybeRow, row, rows, run } from './query';
import { transaction, type Database, type Queryable, type Transaction } from './pool';

// A file that nobody has sent yet has a conversation, but no message.
const SELECT = `select d.id, d.message_id as "messageId", coalesce(m.conversation_id, d.conversation_id) as "conversationId",
    d.wa_media_id as "waMediaId", d.wa_uploaded_at as "waUploadedAt", d.mime_type as "mimeType", d.filename, d.voice,
    d.sha256, d.size, d.state, d.error, d.listening,
    m.revoked_at is not null as revoked
  from media d left join message m on m.id = d.message_id`;

const Media = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  conversationId: z.string(),
  /** Empty while WhatsApp has not got a file of ours. */
  waMediaId: z.string(),
  waUploadedAt: z.date().nullable(),
  mimeType: z.string(),
  filename: z.string().nullable(),
  voice: z.boolean(),
  sha256: z.string().nullable(),
  size: z.number().nullable(),
  state: z.enum(['pending', 'stored', 'failed']),
  error: z.string().nullable(),
  /** How far a model is with writing down what is said; null for what nobody listens to. */
  listening: z.enum(['pending', 'done', 'failed']).nullable(),
  /** Whether the customer took back the message it came with: nobody is shown it. */
  revoked: z.boolean(),
});

export type Media = z.output<typeof Media>;

export async function insertMedia(tx: Transaction, messageId: string, media: InboundMedia): Promise<string> {
  const { id } = await row(
    tx,
    Id,
    `insert into media (message_id, wa_media_id, mime_type, filename, voice, sha256) values ($1, $2, $3, $4, $5, $6)
      returning id`,
    [messageId, media.waMediaId, media.mimeType, media.filename, media.voice, media.sha256],
  );
  return id;
}

export async function findMedia(db: Queryable, id: string): Promise<Media | null> {
  return maybeRow(db, Media, `${SELECT} where d.id = $1`, [id]);
}

/** Media of these messages, for whoever shows it. */
export async function mediaOfMessages(db: Queryable, messageIds: readonly string[]): Promise<Media[]> {
  return rows(db, Media, `${SELECT} where d.message_id = any($1) and m.revoked_at is null`, [messageIds]);
}

/**
 * Replaces whatever an earlier attempt left by the whole file; one module, so that object storage can take its place.
 * With `listen`, what a customer says in it is still to be written down.
 */
export async function storeMediaBytes(
  db: Database,
  id: string,
  file: { chunks: readonly Uint8Array[]; size: number; sha256: string },
  { listen = false } = {},
): Promise<void> {
  await transaction(db, async (tx) => {
    await run(tx, 'delete from media_chunk where media_id = $1', [id]);
    for (const [number, bytes] of file.chunks.entries())
      await run(tx, 'insert into media_chunk (media_id, number, bytes) values ($1, $2, $3)', [
        id,
        number,
        Buffer.from(bytes),
      ]);
    await run(tx, `update media set state = 'stored', size = $2, sha256 = $3, error = null where id = $1`, [
      id,
      file.size,
      file.sha256,
    ]);
    if (listen)
      await run(
        tx,
        `update media set listening = 'pending' where id = $1 and listening is null and exists (select 1 from message m
          where m.id = message_id and m.author = 'customer' and m.kind = 'audio' and m.text is null)`,
        [id],
      );
  });
}

/** Yields the stored bytes chunk by chunk, so that no file is held whole. */
export async function* readMediaBytes(db: Queryable, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const chunk = await maybeRow(
      db,
      z.object({ bytes: z.instanceof(Buffer) }),
      'select bytes from media_chunk where media_id = $1 and number = $2',
      [id, number],
    );
    if (chunk === null) return;
    yield chunk.bytes;
  }
}

export async function failMedia(db: Queryable, id: string, error: string): Promise<void> {
  await run(db, `update media set state = 'failed', error = $2 where id = $1 and state = 'pending'`, [id, error]);
}
