import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { findConversation } from '../db/conversations';
import { findMedia, readMediaBytes } from '../db/media';
import { requireTeammate } from './authenticate';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { pathId } from './input';

/** What a browser may show as what it is. Anything else, HTML and SVG above all, is just bytes to it. */
const SHOWN_AS_IT_IS = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'audio/aac',
  'audio/amr',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'video/mp4',
  'video/3gpp',
  'application/pdf',
]);

/** Files that customers and teammates sent. Never rendered in the inbox's own origin: sandboxed, and offered as a download. */
export function media({ db }: ApiContext): Router {
  const router = Router();

  router.get('/api/conversations/:id/media/:mediaId', requireTeammate(db), async (req, res) => {
    const conversation = await findConversation(db, pathId(req.params['id']));
    const file = await findMedia(db, pathId(req.params['mediaId']));
    if (conversation === null || file?.conversationId !== conversation.id || file.state !== 'stored' || file.revoked)
      throw new HttpProblem('not_found', 'There is no stored file with this id in this conversation.');
    res.attachment(safeName(file.filename, file.id));
    res.set({
      'Content-Type': safeType(file.mimeType),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=3600, immutable',
    });
    await pipeline(Readable.from(readMediaBytes(db, file.id)), res);
  });

  return router;
}

function safeType(mimeType: string): string {
  const [type = ''] = mimeType.split(';');
  const bare = type.trim().toLowerCase();
  return SHOWN_AS_IT_IS.has(bare) ? bare : 'application/octet-stream';
}

/** The customer's name for the file without folders and control characters. */
function safeName(filename: string | null, id: string): string {
  const name = (filename ?? '').replace(/[\\/]/g, '_').replace(/\p{C}/gu, '').slice(0, 120).trim();
  return name === '' || /^\.+$/.test(name) ? id : name;
}
