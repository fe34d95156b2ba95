import { Router } from 'express';
import { listTeammates } from '../db/teammates';
import { makeSignInLink } from '../transactions/make-sign-in';
import { removeTeammate } from '../transactions/remove-teammate';
import { addTeammate, changeTeammate } from '../transactions/save-teammate';
import { requireOwner, requireTeammate, teammateOf } from './authenticate';
import { NewTeammate, TeammateChange } from './contract/teammate';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody, pathId } from './input';
import { presentTeammate } from './present-teammate';
import { sendInvitation } from './send-sign-in';

const LINK_MINUTES = 60;

/** People who answer customers. */
export function teammates(context: ApiContext): Router {
  const { db, ring, log, publicUrl } = context;
  const router = Router();
  const owner = requireOwner(db);

  router.get('/api/teammates', requireTeammate(db), async (_req, res) => {
    const active = await listTeammates(db);
    res.json({ items: active.map(presentTeammate), nextCursor: null });
  });

  router.post('/api/teammates', owner, jsonBody, async (req, res) => {
    const added = await addTeammate(db, bodyOf(NewTeammate, req));
    res.status(201).json(presentTeammate(added));
    void sendInvitation(context, added);
  });

  router.patch('/api/teammates/:id', owner, jsonBody, async (req, res) => {
    res.json(presentTeammate(await changeTeammate(db, pathId(req.params['id']), bodyOf(TeammateChange, req))));
  });

  router.delete('/api/teammates/:id', owner, async (req, res) => {
    const wakes = await removeTeammate(db, pathId(req.params['id']));
    res.status(204).end();
    wakes.forEach(ring);
  });

  router.post('/api/teammates/:id/sign-in-link', owner, async (req, res) => {
    const teammateId = pathId(req.params['id']);
    const made = await makeSignInLink(db, { teammateId, publicUrl, validMinutes: LINK_MINUTES });
    if (made === null) throw new HttpProblem('not_found', 'There is no active teammate with this id.');
    log.info({ teammateId, byTeammateId: teammateOf(req).id }, 'sign-in link made');
    res.status(201).json({ url: made.url, expiresAt: made.expiresAt.toISOString() });
  });

  return router;
}
