import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { parseWebhook } from '../channels/whatsapp/parse-webhook';
import { verifySignature } from '../channels/whatsapp/signature';
import { storeDelivery } from '../transactions/store-delivery';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { rawBody, bytesOf } from './raw-body';

/** Meta sends digits; whatever else is echoed could be a script. */
const CHALLENGE = /^[\w-]{1,256}$/;

/** Meta's end of WhatsApp. Never limited by address: all of it comes from a few. */
export function whatsAppWebhook({ webhookDb, ring, whatsapp, metrics }: ApiContext): Router {
  const router = Router();

  router.get('/webhooks/whatsapp', (req, res) => {
    const challenge = req.query['hub.challenge'];
    if (req.query['hub.mode'] !== 'subscribe' || !isVerifyToken(req.query['hub.verify_token'], whatsapp.verifyToken))
      throw new HttpProblem('verification_failed', 'hub.verify_token must be the token this installation was given.');
    if (typeof challenge !== 'string' || !CHALLENGE.test(challenge))
      throw new HttpProblem('invalid_request', 'hub.challenge must be digits, letters, dashes and underscores.');
    res.type('text/plain').send(challenge);
  });

  /** 200 means that all of it is stored; Meta sends it again for up to seven days after any other answer. */
  router.post('/webhooks/whatsapp', rawBody, async (req, res) => {
    metrics.webhooks.inc({ source: 'whatsapp' });
    const raw = bytesOf(req);
    if (!verifySignature(raw, req.get('x-hub-signature-256'), whatsapp.appSecrets)) {
      metrics.badSignatures.inc({ source: 'whatsapp' });
      throw new HttpProblem('invalid_signature', 'X-Hub-Signature-256 must sign exactly these bytes.');
    }
    const delivery = parseWebhook(raw);
    const wakes = await storeDelivery(webhookDb, delivery);
    res.json({ received: true });
    metrics.webhookItems.inc({ result: 'stored' }, delivery.items.length);
    metrics.webhookItems.inc({ result: 'unreadable' }, delivery.rejected.length);
    wakes.forEach(ring);
  });

  return router;
}

/** Takes the same time whatever was sent. Without a configured token nothing is right. */
function isVerifyToken(sent: unknown, token: string | null): boolean {
  if (typeof sent !== 'string' || token === null || token === '') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(token));
}
