import { Router } from 'express';
import { findConversation } from '../db/conversations';
import { markSeen } from '../db/seen';
import { requireTeammate, teammateOf } from './authenticate';
import { Seen } from './contract/conversation';
import { noConversation } from './conversations';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, pathId } from './input';
import { noMessage } from './messages';

/** What a teammate has read; their other pages hear of it as a `seen` event. */
export function seen({ db }: Pick<ApiContext, 'db'>): Router {
  const router = Router();

  router.post('/api/conversations/:id/seen', requireTeammate(db), jsonBody, async (req, res) => {
    const { messageId } = bodyOf(Seen, req);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const mark = { conversationId: conversation.id, teammateId: teammateOf(req).id, messageId };
    if (!(await markSeen(db, mark))) throw noMessage();
    res.status(204).end();
  });

  return router;
}
