import { Router, type Request } from 'express';
import { setTimeout as delay } from 'node:timers/promises';
import { readChanges } from '../db/changes';
import { endSessions } from '../db/sessions';
import { findTeammate } from '../db/teammates';
import { redeemSignIn } from '../transactions/redeem-sign-in';
import { findSignedIn, requireTeammate, teammateOf } from './authenticate';
import { placeText } from './change-place';
import { SignInProof, SignInRequest, type WhoIsIn } from './contract/sign-in';
import { refuseOtherSites } from './cross-site';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bodyOf, jsonBody } from './input';
import { presentMe } from './present-teammate';
import { sendSignIn } from './send-sign-in';
import { beginSession, endSession } from './session';
import { limitMailsPerAddress, limitMailsPerNetwork, limitProofs } from './sign-in-limits';

/** Longer than any way to fail takes: how long a refusal took tells nothing. */
const REFUSAL_MS = 250;

/** How teammates get in and out of the page. */
export function signIn(context: ApiContext): Router {
  const { db, log, publicUrl } = context;
  const { sessionSecret } = context.signIn;
  const router = Router();
  const askedEmail = (req: Request) => bodyOf(SignInRequest, req).email;

  router.get('/api/sign-in', async (req, res) => {
    const caller = await findSignedIn(db, req);
    const answer: WhoIsIn =
      caller === null
        ? { me: null, changesAfter: null }
        : { me: presentMe(caller), changesAfter: placeText((await readChanges(db, { after: null, limit: 1 })).place) };
    res.json(answer);
  });

  /** The answer says nothing but that the request was understood; whatever there is to do begins after it. */
  router.post('/api/sign-in', limitMailsPerNetwork(), jsonBody, limitMailsPerAddress(askedEmail), (req, res) => {
    refuseOtherSites(req, publicUrl);
    const { email, next } = bodyOf(SignInRequest, req);
    res.once('close', () => void sendSignIn(context, { email, next: next ?? null }));
    res.status(204).end();
  });

  router.post('/api/sign-in/redeem', limitProofs(), jsonBody, async (req, res) => {
    refuseOtherSites(req, publicUrl);
    const proof = bodyOf(SignInProof, req);
    const refusable = delay(REFUSAL_MS);
    const redeemed = await redeemSignIn(db, proof, sessionSecret);
    const teammate = redeemed === null ? null : await findTeammate(db, redeemed.teammateId);
    if (redeemed === null || teammate === null) {
      await refusable;
      throw new HttpProblem('sign_in_failed', 'Ask for a new mail and use its link, or its code, within 10 minutes.');
    }
    await beginSession(context, req, teammate.id);
    log.info({ teammateId: teammate.id, by: 'token' in proof ? 'link' : 'code' }, 'signed in');
    res.json({ me: presentMe({ teammate, via: 'session' }), next: redeemed.next });
  });

  router.post('/api/sign-out', async (req, res) => {
    await endSession(req, res);
    res.status(204).end();
  });

  router.post('/api/sign-out-everywhere', requireTeammate(db), async (req, res) => {
    await endSessions(db, teammateOf(req).id);
    await endSession(req, res);
    res.status(204).end();
  });

  return router;
}
