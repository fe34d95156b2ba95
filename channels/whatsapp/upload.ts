import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { classifySendError } from '../../domain/whatsapp-errors';
import type { GraphConnection } from './graph-connection';
import { parseJson } from './send-result';
import { lenient, looseNumber, whatsAppId } from './wire-scalars';

export interface UploadedFile {
  mimeType: string;
  bytes: Buffer;
}

/** What became of an upload. It sends nothing to anybody, so whatever is not settled may be tried again. */
export type UploadResult =
  | { kind: 'uploaded'; waMediaId: string }
  /** WhatsApp will not take this file. */
  | { kind: 'refused'; code: number | null }
  | { kind: 'again'; code: number | null; retryAfterMs: number | null };

/** A file of 20 MB at 3 Mbit/s. */
export const UPLOAD_TIMEOUT_MS = 60_000;

const Uploaded = z.looseObject({ id: whatsAppId });
const Refused = z.looseObject({ error: z.looseObject({ code: looseNumber, is_transient: lenient(z.boolean()) }) });

/** `POST /{phone-number-id}/media`. The customer reads a document's name from the message, so none is given here. */
export async function uploadMedia(
  connection: GraphConnection,
  path: string,
  { mimeType, bytes }: UploadedFile,
): Promise<UploadResult> {
  const boundary = `baton-${randomBytes(18).toString('base64url')}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `${field('messaging_product', 'whatsapp')}${field('type', mimeType)}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: ${mimeType}\r\n\r\n`;
  const answer = await connection.exchange({
    method: 'POST',
    path,
    raw: {
      contentType: `multipart/form-data; boundary=${boundary}`,
      bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    },
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  if (answer.kind !== 'answered') return { kind: 'again', code: null, retryAfterMs: null };
  const json = parseJson(answer.body);
  const { httpStatus, retryAfterMs } = answer;
  const id = Uploaded.safeParse(json).data?.id;
  if (httpStatus >= 200 && httpStatus < 300 && id !== undefined) return { kind: 'uploaded', waMediaId: id };
  const refusal = Refused.safeParse(json).data?.error;
  if (refusal === undefined) return { kind: 'again', code: null, retryAfterMs };
  const { code, is_transient: isTransient = false } = refusal;
  const rule = classifySendError({ httpStatus, code, isTransient });
  return rule.class === 'fail' ? { kind: 'refused', code } : { kind: 'again', code, retryAfterMs };
}
