import { Router } from 'express';
import { assign } from '../transactions/assign';
import { requestHandoff } from '../transactions/request-handoff';
import { resolve } from '../transactions/resolve';
import { takeOver } from '../transactions/take-over';
import { answerCommand, clickOf } from './answer-command';
import { requireTeammate } from './authenticate';
import { Assign, HandOff, Resolve, TakeOver } from './contract/command';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/**
 * What a teammate does to a conversation besides writing in it. 200 means that it is done, or was done before; with
 * `take-over`, `assign` and `handoff` it also means that no AI reply begins to be sent from then on.
 */
export function commands(context: ApiContext): Router {
  const { db } = context;
  const router = Router();
  const answer = answerCommand(context);
  const teammate = requireTeammate(db);

  router.post('/api/conversations/:id/take-over', teammate, jsonBody, async (req, res) => {
    const { clientId, from } = bodyOf(TakeOver, req);
    const done = await takeOver(db, { ...clickOf(req, clientId), from: from ?? null });
    await answer(req, res, done);
  });

  router.post('/api/conversations/:id/assign', teammate, jsonBody, async (req, res) => {
    const { clientId, teammateId, note } = bodyOf(Assign, req);
    await answer(req, res, await assign(db, { ...clickOf(req, clientId), assigneeId: teammateId, note: note ?? null }));
  });

  router.post('/api/conversations/:id/resolve', teammate, jsonBody, async (req, res) => {
    const { clientId, outcome, handoffId, seenMessageId } = bodyOf(Resolve, req);
    const done = await resolve(db, {
      ...clickOf(req, clientId),
      outcome: outcome ?? null,
      handoffId: handoffId ?? null,
      seenMessageId: seenMessageId ?? null,
    });
    await answer(req, res, done);
  });

  router.post('/api/conversations/:id/handoff', teammate, jsonBody, async (req, res) => {
    const { clientId, reason } = bodyOf(HandOff, req);
    await answer(req, res, await requestHandoff(db, { ...clickOf(req, clientId), reason }));
  });

  return router;
}
