import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { findConversation } from '../db/conversations';
import { findMessageView, listMessagesAround, listMessageViews } from '../db/message-list';
import type { Queryable } from '../db/pool';
import { awaitSilence } from '../transactions/await-silence';
import type { Click, Done } from '../transactions/command';
import { noteArrived } from '../transactions/note-arrived';
import { replyAsTeammate, sendTemplate } from '../transactions/reply-as-teammate';
import { sendAgain } from '../transactions/send-again';
import { requireTeammate, teammateOf } from './authenticate';
import { AccountFor, MessageQuery, Reply, type MessagePage } from './contract/message';
import { noConversation } from './conversations';
import { decodeCursor, encodeCursor, invalidCursor, toPage } from './cursor';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId, queryOf } from './input';
import { presentMessage } from './present-message';
import { filled } from './templates';

/** A conversation's history, and a teammate's words to the customer. */
export function messages({ db, timings, ring, whatsapp }: ApiContext): Router {
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
    const { clientId, template, ...reply } = bodyOf(Reply, req);
    const click = clickOf(req, clientId);
    const done =
      template === undefined
        ? await replyAsTeammate(db, { ...click, ...reply })
        : await sendTemplate(db, { ...click, template: filled(await whatsapp.readTemplates(), template) });
    await answer(res, click, done);
  });

  /** 200 means that one new message stands for it, however often this was clicked. */
  router.post('/api/conversations/:id/messages/:messageId/send-again', teammate, jsonBody, async (req, res) => {
    const click = clickOf(req, bodyOf(AccountFor, req).clientId);
    await answer(res, click, await sendAgain(db, { ...click, messageId: pathId(req.params['messageId']) }));
  });

  /** 200 means that it asks no more. WhatsApp's own word may still come. */
  router.post('/api/conversations/:id/messages/:messageId/arrived', teammate, jsonBody, async (req, res) => {
    const click = clickOf(req, bodyOf(AccountFor, req).clientId);
    await answer(res, click, await noteArrived(db, { ...click, messageId: pathId(req.params['messageId']) }));
  });

  async function answer(res: Response, { conversationId }: Click, done: Done): Promise<void> {
    if (done.wake !== null) ring(done.wake);
    await awaitSilence(db, done.wake?.conversationId ?? conversationId, timings);
    const message = 'messageId' in done.answer ? await findMessageView(db, done.answer.messageId) : null;
    if (message === null) throw new Error('a message just stored cannot be read');
    res.json(presentMessage(message));
  }

  return router;
}

function clickOf(req: Request, clientId: string): Click {
  return { conversationId: pathId(req.params['id']), teammateId: teammateOf(req).id, clientId };
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
