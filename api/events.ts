import { Router } from 'express';
import { requireTeammate, teammateOf } from './authenticate';
import { createChangeFeed } from './change-feed';
import { readPlace } from './change-place';
import { EventQuery } from './contract/event';
import type { ApiContext } from './dependencies';
import { openEventStream } from './event-stream';
import { queryOf } from './input';

/** Live updates: which conversation changed, never what. A client that reconnects names the last event it had and misses none. */
export function events({ db, log }: Pick<ApiContext, 'db' | 'log'>): Router {
  const router = Router();
  const feed = createChangeFeed({ db, log });

  router.get('/api/events', requireTeammate(db), (req, res) => {
    if (res.destroyed) return; // gone while its key was looked up: nobody would ever say that it left
    const { after = '' } = queryOf(EventQuery, req);
    const from = readPlace(req.get('last-event-id') ?? after);
    const leave = feed.join(openEventStream(res, teammateOf(req).id), from);
    res.once('close', leave);
  });

  return router;
}
