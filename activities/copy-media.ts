import { createHash } from 'node:crypto';
import { opusLengthMs } from '../agent/opus-length';
import { MediaError } from '../channels/whatsapp/media';
import { failMedia, findMedia, storeMediaBytes } from '../db/media';
import { run } from '../db/query';
import type { CopyMediaInput } from './contract';
import type { Dependencies } from './dependencies';
import { failure } from './failure';
import { listenToMedia } from './listen-to-media';

/** WhatsApp's largest attachment is a 100 MB document. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Copies one file of a customer to our own storage while WhatsApp still has it (its ids live 7 days), and has what is said
 * in a voice note written down. Size and hash are checked. A copy that cannot succeed is recorded and shown. Safe to repeat.
 * @throws `media_unavailable` (retried)
 */
export async function copyMedia(
  { db, whatsapp, transcriber }: Dependencies,
  { mediaId }: CopyMediaInput,
  options: { signal: AbortSignal; lastAttempt: boolean },
): Promise<void> {
  const media = await findMedia(db, mediaId);
  if (media?.state !== 'pending') return listenToMedia({ db, transcriber }, mediaId, options.signal);
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
    const isSound = transcriber !== null && media.mimeType.startsWith('audio/');
    const lengthMs = isSound ? opusLengthMs(Buffer.concat(chunks)) : null;
    const listen = transcriber?.takes({ mimeType: media.mimeType, size, lengthMs }) ?? false;
    await storeMediaBytes(db, media.id, { chunks, size, sha256: hash.digest('hex') }, { listen });
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    if (!error.retryable || options.lastAttempt) {
      await failMedia(db, media.id, error.code);
      await run(db, `update conversation set work = work + 1 where id = $1`, [media.conversationId]);
      return;
    }
    throw failure('media_unavailable', { retryable: true });
  }
  // The file is shown by now, whatever becomes of listening to it.
  await listenToMedia({ db, transcriber }, mediaId, options.signal);
}
