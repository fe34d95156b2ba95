import { Router } from 'express';
import { readHandoffSettings } from '../db/teammates';
import { saveHandoffSettings } from '../transactions/save-settings';
import { requireOwner, requireTeammate } from './authenticate';
import { HandoffSettings } from './contract/settings';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** Who receives handoffs. Read anew at every handoff, so a change holds from the next one on. */
export function settings({ db }: ApiContext): Router {
  const router = Router();

  router.get('/api/settings/handoff', requireTeammate(db), async (_req, res) => {
    res.json(await readHandoffSettings(db));
  });

  router.put('/api/settings/handoff', requireOwner(db), jsonBody, async (req, res) => {
    const changed = bodyOf(HandoffSettings, req);
    await saveHandoffSettings(db, changed);
    res.json(changed);
  });

  return router;
}
