import { createHash } from 'node:crypto';
import { Router, type Request } from 'express';
import { addChunk, beginAttachment, dropAttachment, dropOldAttachments, finishAttachment } from '../db/attachments';
import { findConversation } from '../db/conversations';
import type { Database } from '../db/pool';
import { ATTACHMENT_LIMITS, attachmentKind, looksLike, sentAs } from '../domain/attachment';
import { requireTeammate, teammateOf } from './authenticate';
import { AttachmentQuery, type Attachment } from './contract/attachment';
import { noConversation } from './conversations';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { pathId, queryOf } from './input';

const CHUNK_BYTES = 256 * 1024;
const FORGET_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** Files that teammates send with a message. */
export function attachments({ db }: Pick<ApiContext, 'db'>): Router {
  const router = Router();

  /** 201 means that the whole file is kept; nobody is sent anything. */
  router.post('/api/conversations/:id/attachments', requireTeammate(db), async (req, res) => {
    const { filename = null } = queryOf(AttachmentQuery, req);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const mimeType = (req.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase();
    const kind = attachmentKind(mimeType);
    if (kind === null)
      throw new HttpProblem(
        'unsupported_media_type',
        'WhatsApp does not take this kind of file. Send a JPEG or PNG image, an MP4 or 3GP video, MP3, M4A, AAC, AMR or Ogg Opus audio, a PDF, plain text or an Office document.',
      );
    const limit = ATTACHMENT_LIMITS[kind];
    if (Number(req.get('content-length') ?? 0) > limit) throw tooLarge(limit);
    await dropOldAttachments(db, FORGET_AFTER_MS);
    const id = await beginAttachment(db, {
      conversationId: conversation.id,
      teammateId: teammateOf(req).id,
      mimeType: sentAs(mimeType),
      filename,
    });
    try {
      const size = await keep(db, id, chunksOf(req), { mimeType, limit });
      res.status(201).json({ id, kind, mimeType, filename, size } satisfies Attachment);
    } catch (error) {
      await dropAttachment(db, id);
      if (req.errored === null) throw error; // else nobody is there to be told
    }
  });

  return router;
}

/** Stores the file as it comes, so that no file is held whole. Returns its size. */
async function keep(
  db: Database,
  id: string,
  chunks: AsyncIterable<Buffer>,
  { mimeType, limit }: { mimeType: string; limit: number },
): Promise<number> {
  const hash = createHash('sha256');
  let size = 0;
  let number = 0;
  for await (const bytes of chunks) {
    if (number === 0 && !looksLike(mimeType, bytes))
      throw new HttpProblem('unsupported_media_type', 'The file is not what its type says.');
    size += bytes.length;
    if (size > limit) throw tooLarge(limit);
    hash.update(bytes);
    await addChunk(db, id, number++, bytes);
  }
  if (size === 0) throw new HttpProblem('invalid_request', 'body: the file is empty');
  await finishAttachment(db, id, { size, sha256: hash.digest('hex') });
  return size;
}

/**
 * The body in pieces of one size. What is left of a refused one is read and thrown away: a client that is still sending
 * would see a broken connection in place of the answer.
 */
async function* chunksOf(req: Request): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      gathered.push(piece);
      bytes += piece.length;
      if (bytes < CHUNK_BYTES) continue;
      yield Buffer.concat(gathered);
      gathered = [];
      bytes = 0;
    }
    if (bytes > 0) yield Buffer.concat(gathered);
  } finally {
    req.resume();
  }
}

function tooLarge(limit: number): HttpProblem {
  return new HttpProblem('too_large', `Files of this kind may have ${limit / 1024 / 1024} MB at most.`);
}
