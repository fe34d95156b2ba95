import { Router } from 'express';
import { blockCustomer, unblockCustomer } from '../transactions/block-customer';
import { answerCommand, clickOf } from './answer-command';
import { requireTeammate } from './authenticate';
import { Block, Unblock } from './contract/block';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** Customers nobody answers any more. 200 also means that no AI reply begins to be sent to them from then on. */
export function block(context: ApiContext): Router {
  const { db } = context;
  const router = Router();
  const answer = answerCommand(context);
  const teammate = requireTeammate(db);

  router.post('/api/conversations/:id/block', teammate, jsonBody, async (req, res) => {
    const { clientId, reason } = bodyOf(Block, req);
    await answer(req, res, await blockCustomer(db, { ...clickOf(req, clientId), reason: reason ?? null }));
  });

  router.post('/api/conversations/:id/unblock', teammate, jsonBody, async (req, res) => {
    const { clientId } = bodyOf(Unblock, req);
    await answer(req, res, await unblockCustomer(db, clickOf(req, clientId)));
  });

  return router;
}
