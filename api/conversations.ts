import { Router } from 'express';
import { z } from 'zod';
import { findConversation } from '../db/conversations';
import { findConversationView, listConversationViews } from '../db/conversation-list';
import { listEvents } from '../db/events';
import { requireTeammate, teammateOf } from './authenticate';
import { ConversationQuery, type ConversationEvent } from './contract/conversation';
import { PageQuery } from './contract/page';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { pathId, queryOf } from './input';
import { presentConversation } from './present-conversation';

const ListPlace = z.tuple([z.int().nonnegative(), z.guid()]);
const EventPlace = z.int().positive();

/** Conversations, and the record of what happened in them. */
export function conversations({ db, ...links }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/conversations', teammate, async (req, res) => {
    const { filter, cursor, limit } = queryOf(ConversationQuery, req);
    const place = decodeCursor(ListPlace, cursor);
    const views = await listConversationViews(db, {
      filter,
      teammateId: teammateOf(req).id,
      after: place && { lastMessageAtUs: place[0], id: place[1] },
      limit: limit + 1,
    });
    res.json(
      toPage(
        views,
        limit,
        (view) => presentConversation(view, links),
        ({ lastMessageAtUs, id }) => [lastMessageAtUs, id],
      ),
    );
  });

  router.get('/api/conversations/:id', teammate, async (req, res) => {
    const view = await findConversationView(db, pathId(req.params['id']));
    if (view === null) throw noConversation();
    res.json(presentConversation(view, links));
  });

  router.get('/api/conversations/:id/events', teammate, async (req, res) => {
    const { cursor, limit } = queryOf(PageQuery, req);
    const before = decodeCursor(EventPlace, cursor);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const events = await listEvents(db, conversation.id, { before, limit: limit + 1 });
    res.json(toPage(events, limit, presentEvent, ({ id }) => id));
  });

  return router;
}

function presentEvent(event: { id: number; kind: string; at: Date; data: Record<string, unknown> }): ConversationEvent {
  return { id: String(event.id), kind: event.kind, at: event.at.toISOString(), data: event.data };
}

export function noConversation(): HttpProblem {
  return new HttpProblem('not_found', 'There is no conversation with this id.');
}
