import { Router } from 'express';
import { undoClosing as undo } from '../transactions/undo-closing';
import { answerCommand, clickOf } from './answer-command';
import { requireTeammate } from './authenticate';
import { UndoClosing } from './contract/undo-closing';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** Closings as spam or as a machine's reply that were wrong. 200 means that the messages will be answered. */
export function undoClosing(context: ApiContext): Router {
  const { db } = context;
  const router = Router();
  const answer = answerCommand(context);

  router.post('/api/conversations/:id/undo-closing', requireTeammate(db), jsonBody, async (req, res) => {
    const { clientId, turnId } = bodyOf(UndoClosing, req);
    await answer(req, res, await undo(db, { ...clickOf(req, clientId), turnId }));
  });

  return router;
}
