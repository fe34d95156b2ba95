import { Router } from 'express';
import { z } from 'zod';
import { findConversation } from '../db/conversations';
import { findMessageView, listMessagesAround, listMessageViews } from '../db/message-list';
import type { Queryable } from '../db/pool';
import { awaitSilence } from '../transactions/await-silence';
import { replyAsTeammate } from '../transactions/reply-as-teammate';
import { requireTeammate, teammateOf } from './authenticate';
import { MessageQuery, Reply, type MessagePage } from './contract/message';
import { noConversation } from './conversations';
import { decodeCursor, encodeCursor, invalidCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId, queryOf } from './input';
import { presentMessage } from './present-message';

/** A conversation's history, and a teammate's words to the customer. */
export function messages({ db, timings, ring }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/conversations/:id/messages', teammate, async (req, res) => {
    const { cursor, limit, order, around } = queryOf(MessageQuery, req);
    const after = decodeCursor(z.guid(), cursor);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    if (around !== undefined) return void res.json(await pageAround(db, conversation.id, { around, limit }));
    const views = await listMessageViews(db, conversation.id, { after, order, limit: limit + 1 });
    if (views === null) throw invalidCursor();
    res.json(toPage(views, limit, presentMessage, ({ id }) => id));
  });

  /** 200 means the reply is stored and will be sent once; delivery shows up as its state. No AI reply begins after it. */
  router.post('/api/conversations/:id/messages', teammate, jsonBody, async (req, res) => {
    const conversationId = pathId(req.params['id']);
    const { answer, wake } = await replyAsTeammate(db, {
      conversationId,
      teammateId: teammateOf(req).id,
      ...bodyOf(Reply, req),
    });
    if (wake !== null) ring(wake);
    await awaitSilence(db, wake?.conversationId ?? conversationId, timings.startWithin);
    const message = 'messageId' in answer ? await findMessageView(db, answer.messageId) : null;
    if (message === null) throw new Error('a reply just stored cannot be read');
    res.json(presentMessage(message));
  });

  return router;
}

async function pageAround(
  db: Queryable,
  conversationId: string,
  options: { around: string; limit: number },
): Promise<MessagePage> {
  const found = await listMessagesAround(db, conversationId, options);
  if (found === null) throw noMessage();
  const { views, older, newer } = found;
  const [first, last] = [views[0], views.at(-1)];
  return {
    items: views.map(presentMessage),
    nextCursor: newer && last !== undefined ? encodeCursor(last.id) : null,
    previousCursor: older && first !== undefined ? encodeCursor(first.id) : null,
  };
}

export function noMessage(): HttpProblem {
  return new HttpProblem('not_found', 'There is no message with this id in this conversation.');
}
