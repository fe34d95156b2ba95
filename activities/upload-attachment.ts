import type { UploadResult } from '../channels/whatsapp/upload';
import { noteUploaded } from '../db/attachments';
import { readMediaBytes, type Media } from '../db/media';
import type { Dependencies } from './dependencies';

/** WhatsApp keeps what was uploaded for 30 days. */
const FRESH_MS = 25 * 24 * 60 * 60 * 1000;

/** WhatsApp's id of a file that it has, and will still have when the message arrives; null when it must be uploaded. */
export function uploadedId({ waMediaId, waUploadedAt }: Media): string | null {
  const isFresh = waUploadedAt !== null && Date.now() - waUploadedAt.getTime() < FRESH_MS;
  return waMediaId !== '' && isFresh ? waMediaId : null;
}

/** Gives WhatsApp a message's file. Reaches no customer, so it may be repeated at will; the message is claimed anew after it. */
export async function uploadAttachment(
  { db, whatsapp }: Pick<Dependencies, 'db' | 'whatsapp'>,
  { id, mimeType }: Media,
): Promise<UploadResult> {
  const chunks: Buffer[] = [];
  for await (const chunk of readMediaBytes(db, id)) chunks.push(chunk);
  const result = await whatsapp.upload({ mimeType, bytes: Buffer.concat(chunks) });
  if (result.kind === 'uploaded') await noteUploaded(db, id, result.waMediaId);
  return result;
}
