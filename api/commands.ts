import { Router, type Request, type Response } from 'express';
import { findConversationView } from '../db/conversation-view';
import { assign } from '../transactions/assign';
import { awaitSilence } from '../transactions/await-silence';
import type { Click, Done } from '../transactions/command';
import { requestHandoff } from '../transactions/request-handoff';
import { resolve } from '../transactions/resolve';
import { takeOver } from '../transactions/take-over';
import { requireTeammate, teammateOf } from './authenticate';
import { Assign, HandOff, Resolve, TakeOver } from './contract/command';
import { noConversation } from './conversations';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, pathId } from './input';
import { presentConversation } from './present-conversation';

/**
 * What a teammate does to a conversation besides writing in it. 200 means that it is done, or was done before; with
 * `take-over`, `assign` and `handoff` it also means that no AI reply begins to be sent from then on.
 */
export function commands({ db, timings, ring, ...links }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.post('/api/conversations/:id/take-over', teammate, jsonBody, async (req, res) => {
    const { clientId, from } = bodyOf(TakeOver, req);
    const done = await takeOver(db, { ...click(req, clientId), from: from ?? null });
    await answer(req, res, done);
  });

  router.post('/api/conversations/:id/assign', teammate, jsonBody, async (req, res) => {
    const { clientId, teammateId, note } = bodyOf(Assign, req);
    await answer(req, res, await assign(db, { ...click(req, clientId), assigneeId: teammateId, note: note ?? null }));
  });

  router.post('/api/conversations/:id/resolve', teammate, jsonBody, async (req, res) => {
    const { clientId, outcome, handoffId, seenMessageId } = bodyOf(Resolve, req);
    const done = await resolve(db, {
      ...click(req, clientId),
      outcome: outcome ?? null,
      handoffId: handoffId ?? null,
      seenMessageId: seenMessageId ?? null,
    });
    await answer(req, res, done);
  });

  router.post('/api/conversations/:id/handoff', teammate, jsonBody, async (req, res) => {
    const { clientId, reason } = bodyOf(HandOff, req);
    await answer(req, res, await requestHandoff(db, { ...click(req, clientId), reason }));
  });

  async function answer(req: Request, res: Response, done: Done): Promise<void> {
    if (done.wake !== null) ring(done.wake);
    // The survivor, when the path names a conversation that was merged.
    const id = 'conversationId' in done.answer ? done.answer.conversationId : pathId(req.params['id']);
    await awaitSilence(db, id, timings.startWithin);
    const view = await findConversationView(db, id, teammateOf(req).id);
    if (view === null) throw noConversation();
    res.json(presentConversation(view, links));
  }

  return router;
}

function click(req: Request, clientId: string): Click {
  return { conversationId: pathId(req.params['id']), teammateId: teammateOf(req).id, clientId };
}
