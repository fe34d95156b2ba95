import { Router } from 'express';
import { changeTeammate } from '../transactions/save-teammate';
import { callerOf, requireTeammate } from './authenticate';
import { MyChange } from './contract/teammate';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';
import { presentMe } from './present-teammate';

/** Who makes this request, and what they may change about themselves. */
export function me({ db }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/me', teammate, (req, res) => {
    res.json(presentMe(callerOf(req)));
  });

  router.patch('/api/me', teammate, jsonBody, async (req, res) => {
    const { teammate, via } = callerOf(req);
    const changed = await changeTeammate(db, teammate.id, bodyOf(MyChange, req));
    res.json(presentMe({ teammate: changed, via }));
  });

  return router;
}
