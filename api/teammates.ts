import { Router } from 'express';
import { listTeammates } from '../db/teammates';
import { removeTeammate } from '../transactions/remove-teammate';
import { addTeammate, changeTeammate } from '../transactions/save-teammate';
import { requireOwner, requireTeammate } from './authenticate';
import { NewTeammate, TeammateChange } from './contract/teammate';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody, pathId } from './input';
import { presentTeammate } from './present-teammate';

/** People who answer customers. */
export function teammates({ db, ring }: ApiContext): Router {
  const router = Router();
  const owner = requireOwner(db);

  router.get('/api/teammates', requireTeammate(db), async (_req, res) => {
    const active = await listTeammates(db);
    res.json({ items: active.map(presentTeammate), nextCursor: null });
  });

  router.post('/api/teammates', owner, jsonBody, async (req, res) => {
    res.status(201).json(presentTeammate(await addTeammate(db, bodyOf(NewTeammate, req))));
  });

  router.patch('/api/teammates/:id', owner, jsonBody, async (req, res) => {
    res.json(presentTeammate(await changeTeammate(db, pathId(req.params['id']), bodyOf(TeammateChange, req))));
  });

  router.delete('/api/teammates/:id', owner, async (req, res) => {
    const wakes = await removeTeammate(db, pathId(req.params['id']));
    res.status(204).end();
    wakes.forEach(ring);
  });

  return router;
}
