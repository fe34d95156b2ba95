import { Router, type Request } from 'express';
import { requireTeammate, teammateOf } from './authenticate';
import { createChangeFeed, type From } from './change-feed';
import { id } from './contract/fields';
import type { ApiContext } from './dependencies';
import { openEventStream } from './event-stream';

/** Live updates: which conversation changed, never what. A client that reconnects names the last event it had and misses none. */
export function events({ db, log }: Pick<ApiContext, 'db' | 'log'>): Router {
  const router = Router();
  const feed = createChangeFeed({ db, log });

  router.get('/api/events', requireTeammate(db), (req, res) => {
    if (res.destroyed) return; // gone while its key was looked up: nobody would ever say that it left
    const leave = feed.join(openEventStream(res, teammateOf(req).id), placeOf(req));
    res.once('close', leave);
  });

  return router;
}

const PLACE = /^(\d{1,20}):(.{36})$/;
const MOST_XID = 2n ** 64n - 1n;

function placeOf(req: Request): From {
  const last = req.get('last-event-id') ?? '';
  if (last === '') return null;
  const [, xid = '', conversationId = ''] = PLACE.exec(last) ?? [];
  if (xid === '' || BigInt(xid) > MOST_XID || !id.safeParse(conversationId).success) return 'unknown';
  return { xid: BigInt(xid), conversationId: conversationId.toLowerCase() };
}
