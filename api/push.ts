import { Router, type Request } from 'express';
import { isPushEndpoint } from '../channels/push/push-endpoint';
import { endSubscription, hasSubscription, keepSubscription } from '../db/push-subscriptions';
import { callerOf, requireTeammate } from './authenticate';
import { PushSubscription, type Push } from './contract/push';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody } from './input';
import { sessionIdOf } from './session';

/** Which browsers are told, while no page is open, that a customer or a colleague needs their teammate. */
export function push({ db, push: { publicKey, internalOrigins } }: Pick<ApiContext, 'db' | 'push'>): Router {
  const router = Router();
  const teammate = requireTeammate(db);

  router.get('/api/push', teammate, async (req, res) => {
    const sessionId = sessionOf(req);
    const isOn = sessionId !== null && (await hasSubscription(db, sessionId));
    res.json({ publicKey, isOn } satisfies Push);
  });

  router.put('/api/push/subscription', teammate, jsonBody, async (req, res) => {
    const { endpoint, keys } = bodyOf(PushSubscription, req);
    const sessionId = sessionOf(req);
    if (sessionId === null)
      throw new HttpProblem('invalid_request', 'Only a browser that is signed in can subscribe, not a key.');
    if (!isPushEndpoint(endpoint, internalOrigins))
      throw new HttpProblem('invalid_request', 'endpoint must be an https address of a push service.');
    await keepSubscription(db, sessionId, { endpoint, ...keys });
    res.status(204).end();
  });

  router.delete('/api/push/subscription', teammate, async (req, res) => {
    const sessionId = sessionOf(req);
    if (sessionId !== null) await endSubscription(db, sessionId);
    res.status(204).end();
  });

  return router;
}

/** The session that this request is made by; null for a key. */
function sessionOf(req: Request): string | null {
  return callerOf(req).via === 'session' ? sessionIdOf(req) : null;
}
