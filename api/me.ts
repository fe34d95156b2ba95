import { Router } from 'express';
import { requireTeammate, teammateOf } from './authenticate';
import type { ApiContext } from './dependencies';
import { presentTeammate } from './present-teammate';

/** Who a key acts as. */
export function me({ db }: ApiContext): Router {
  const router = Router();
  router.get('/api/me', requireTeammate(db), (req, res) => {
    res.json(presentTeammate(teammateOf(req)));
  });
  return router;
}
