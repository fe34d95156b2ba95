import { Router } from 'express';
import { oweAnswer } from '../transactions/owe-answer';
import { answerCommand, clickOf } from './answer-command';
import { requireTeammate } from './authenticate';
import { OweAnswer } from './contract/owed';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** Promised answers: the conversation waits until they are given. */
export function owed(context: ApiContext): Router {
  const { db } = context;
  const router = Router();
  const answer = answerCommand(context);

  router.post('/api/conversations/:id/owe', requireTeammate(db), jsonBody, async (req, res) => {
    const { clientId, until } = bodyOf(OweAnswer, req);
    const moment = until === null ? null : new Date(until);
    await answer(req, res, await oweAnswer(db, { ...clickOf(req, clientId), until: moment }));
  });

  return router;
}
