import type { Answer } from '../faults/answer';
import type { Exchange } from '../http/exchange';
import { parseMultipart } from '../http/multipart';
import { graphError } from './graph-error';
import type { World } from './world';

/** Answers `POST /{phone-number-id}/media` (multipart: file, type, messaging_product) with a media id. */
export function acceptUpload({ media }: World, { req, raw }: Exchange): Answer {
  const parts = parseMultipart(raw, req.headers['content-type'] ?? '');
  if (parts === null) return graphError(100, 'The body is not valid multipart/form-data');
  const text = (name: string) => parts.find((part) => part.name === name)?.bytes.toString();
  const file = parts.find((part) => part.name === 'file');
  if (file?.filename == null) return graphError(100, 'Param file is required');
  if (text('messaging_product') !== 'whatsapp') return graphError(100, 'Param messaging_product must be "whatsapp"');
  const mimeType = text('type') ?? file.mimeType ?? 'application/octet-stream';
  return { status: 200, body: { id: media.add(Buffer.from(file.bytes), mimeType, file.filename).id } };
}
