import { Router } from 'express';
import { readOnCall } from '../db/teammates';
import { saveOnCall } from '../transactions/save-settings';
import { requireTeammate } from './authenticate';
import { OnCallChange } from './contract/settings';
import type { ApiContext } from './dependencies';
import { bodyOf, jsonBody } from './input';

/** Who receives handoffs while the policy is `on_call`. */
export function onCall({ db }: ApiContext): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/on-call', teammate, async (_req, res) => {
    res.json(await readOnCall(db));
  });

  router.put('/api/on-call', teammate, jsonBody, async (req, res) => {
    const { teammateId, until } = bodyOf(OnCallChange, req);
    const changed = { teammateId, until: until == null ? null : new Date(until).toISOString() };
    await saveOnCall(db, changed);
    res.json(changed);
  });

  return router;
}
