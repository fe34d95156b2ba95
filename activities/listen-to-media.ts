import { findMedia, readMediaBytes } from '../db/media';
import { failTranscript, storeTranscript } from '../db/transcripts';
import type { Dependencies } from './dependencies';

/**
 * Writes down what a customer says in a stored voice note, if that is still to be done; what cannot be heard is recorded as
 * such. Safe to repeat: a transcript is stored once.
 */
export async function listenToMedia(
  { db, transcriber }: Pick<Dependencies, 'db' | 'transcriber'>,
  mediaId: string,
  signal: AbortSignal,
): Promise<void> {
  const media = await findMedia(db, mediaId);
  if (media?.listening !== 'pending') return;
  // The setting may have gone since the file was stored.
  if (transcriber === null) return failTranscript(db, media.id, 'not_configured');
  const chunks: Buffer[] = [];
  for await (const chunk of readMediaBytes(db, media.id)) chunks.push(chunk);
  const heard = await transcriber.transcribe({ mimeType: media.mimeType, bytes: Buffer.concat(chunks) }, { signal });
  if (heard.kind === 'text') await storeTranscript(db, media.id, heard.text);
  else await failTranscript(db, media.id, heard.code);
}
