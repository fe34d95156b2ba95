import { createHash } from 'node:crypto';
import { MediaError } from '../channels/whatsapp/media';
import { failMedia, findMedia, storeMediaBytes } from '../db/media';
import { run } from '../db/query';
import type { CopyMediaInput } from './contract';
import type { Dependencies } from './dependencies';
import { failure } from './failure';

/** WhatsApp's largest attachment is a 100 MB document. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Copies one attachment to our own storage while WhatsApp still has it (its ids live 7 days). Size and hash are checked.
 * A copy that cannot succeed is recorded and shown. Safe to repeat.
 * @throws `media_unavailable` (retried)
 */
export async function copyMedia(
  { db, whatsapp }: Dependencies,
  { mediaId }: CopyMediaInput,
  options: { signal: AbortSignal; lastAttempt: boolean },
): Promise<void> {
  const media = await findMedia(db, mediaId);
  if (media?.state !== 'pending') return;
  try {
    const opened = await whatsapp.openMedia(media.waMediaId, { maxBytes: MOST_BYTES, signal: options.signal });
    const chunks: Uint8Array[] = [];
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of opened.bytes) {
      chunks.push(chunk);
      hash.update(chunk);
      size += chunk.byteLength;
    }
    await storeMediaBytes(db, media.id, { chunks, size, sha256: hash.digest('hex') });
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    if (!error.retryable || options.lastAttempt) {
      await failMedia(db, media.id, error.code);
      await run(db, `update conversation set work = work + 1 where id = $1`, [media.conversationId]);
      return;
    }
    throw failure('media_unavailable', { retryable: true });
  }
}
