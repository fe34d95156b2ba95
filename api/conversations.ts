import { Router } from 'express';
import { z } from 'zod';
import { findConversation } from '../db/conversations';
import { countLists } from '../db/conversation-counts';
import { listConversationViews, listWaitingViews } from '../db/conversation-list';
import { findConversationView, type ConversationView } from '../db/conversation-view';
import { listEvents } from '../db/events';
import { requireTeammate, teammateOf } from './authenticate';
import { ConversationQuery, type ConversationEvent } from './contract/conversation';
import { PageQuery } from './contract/page';
import { decodeCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { pathId, queryOf } from './input';
import { presentConversation } from './present-conversation';

/** A cursor of one order is none of the other. */
const ORDERS = {
  activity: {
    place: z.tuple([z.literal('activity'), z.int().nonnegative(), z.guid()]),
    atUs: ({ lastMessageAtUs }: ConversationView) => lastMessageAtUs,
  },
  waiting: {
    place: z.tuple([z.literal('waiting'), z.int().nonnegative(), z.guid()]),
    atUs: ({ waitsFromUs }: ConversationView) => waitsFromUs,
  },
};
const EventPlace = z.int().positive();

/** Conversations, and the record of what happened in them. */
export function conversations({ db, ...links }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/conversations', teammate, async (req, res) => {
    const { filter, sort, cursor, limit } = queryOf(ConversationQuery, req);
    const order = ORDERS[sort];
    const place = decodeCursor(order.place, cursor);
    const options = {
      teammateId: teammateOf(req).id,
      after: place && { atUs: place[1], id: place[2] },
      limit: limit + 1,
    };
    const views = await (sort === 'waiting'
      ? listWaitingViews(db, options)
      : listConversationViews(db, { filter, ...options }));
    const present = (view: ConversationView) => presentConversation(view, links);
    res.json(toPage(views, limit, present, (view) => [sort, order.atUs(view), view.id]));
  });

  router.get('/api/conversations/counts', teammate, async (req, res) => {
    res.json(await countLists(db, teammateOf(req).id));
  });

  router.get('/api/conversations/:id', teammate, async (req, res) => {
    const view = await findConversationView(db, pathId(req.params['id']), teammateOf(req).id);
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

export function presentEvent(event: {
  id: number;
  kind: string;
  at: Date;
  data: Record<string, unknown>;
}): ConversationEvent {
  return { id: String(event.id), kind: event.kind, at: event.at.toISOString(), data: event.data };
}

export function noConversation(): HttpProblem {
  return new HttpProblem('not_found', 'There is no conversation with this id.');
}
