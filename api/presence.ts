import { Router } from 'express';
import { findConversation } from '../db/conversations';
import { isAnswerHeld, listPresent, noteClosed, noteOpen } from '../db/presence';
import { wake } from '../domain/wake';
import { requireTeammate, teammateOf } from './authenticate';
import { PresenceBeat, type Presence } from './contract/presence';
import { noConversation } from './conversations';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, pathId } from './input';

/** Who has a conversation open, and who writes in it. */
export function presence({ db, timings, ring }: Pick<ApiContext, 'db' | 'timings' | 'ring'>): Router {
  const router = Router();

  router.post('/api/conversations/:id/presence', requireTeammate(db), jsonBody, async (req, res) => {
    const { tabId, typing, open } = bodyOf(PresenceBeat, req);
    const conversation = await findConversation(db, pathId(req.params['id']));
    if (conversation === null) throw noConversation();
    const tab = { conversationId: conversation.id, teammateId: teammateOf(req).id, tabId };
    const { stopped } = open ? await noteOpen(db, tab, typing ?? null, timings) : await noteClosed(db, tab);
    const answer: Presence = { teammates: await listPresent(db, conversation.id) };
    res.json(answer);
    // The AI's answer may have waited for them. A ring that is lost costs the rest of the wait.
    if (stopped && (await isAnswerHeld(db, conversation.id)))
      ring(wake('typingEnded', conversation, { outbound: true }));
  });

  return router;
}
