import { Router } from 'express';
import { readDecisionSettings } from '../db/decision-settings';
import { saveDecisionSettings } from '../transactions/save-settings';
import { requireOwner, requireTeammate } from './authenticate';
import { DecisionSettings } from './contract/decision-settings';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** When the AI hands off. Read anew by every turn, so a change holds from the next message on. */
export function decisionSettings({ db }: Pick<ApiContext, 'db'>): Router {
  const router = Router();

  router.get('/api/settings/decision', requireTeammate(db), async (_req, res) => {
    res.json(await readDecisionSettings(db));
  });

  router.put('/api/settings/decision', requireOwner(db), jsonBody, async (req, res) => {
    const changed = bodyOf(DecisionSettings, req);
    await saveDecisionSettings(db, changed);
    res.json(changed);
  });

  return router;
}
