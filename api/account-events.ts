import { Router } from 'express';
import { z } from 'zod';
import { listAccountEvents, type AccountEvent as Row } from '../db/account-events';
import { requireTeammate } from './authenticate';
import type { AccountEvent } from './contract/account-event';
import { PageQuery } from './contract/page';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { queryOf } from './input';

/** What WhatsApp reports about the account, and whatever in its webhooks could not be read. */
export function accountEvents({ db }: ApiContext): Router {
  const router = Router();

  router.get('/api/account-events', requireTeammate(db), async (req, res) => {
    const { cursor, limit } = queryOf(PageQuery, req);
    const before = decodeCursor(z.int().positive(), cursor);
    const events = await listAccountEvents(db, { before, limit: limit + 1 });
    res.json(toPage(events, limit, present, ({ id }) => id));
  });

  return router;
}

function present({ id, field, value, receivedAt }: Row): AccountEvent {
  return { id: String(id), field, value, receivedAt: receivedAt.toISOString() };
}
