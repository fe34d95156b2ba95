import { Router } from 'express';
import { verifyResendWebhook } from '../channels/email/resend-webhook';
import { recordEmailEvent } from '../transactions/record-email';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';
import { bytesOf, rawBody } from './raw-body';

/** What became of the handoff mails. A bounce moves a handoff that nobody holds to the next person. */
export function resendWebhook({ db, ring, resendWebhookSecret, metrics }: ApiContext): Router {
  const router = Router();

  router.post('/webhooks/resend', rawBody, async (req, res) => {
    metrics.webhooks.inc({ source: 'resend' });
    const event =
      resendWebhookSecret === null ? null : verifyResendWebhook(bytesOf(req), req.headers, resendWebhookSecret);
    if (event === null) {
      metrics.badSignatures.inc({ source: 'resend' });
      throw new HttpProblem('invalid_signature', 'The svix headers must sign exactly these bytes, within 5 minutes.');
    }
    switch (event.kind) {
      case 'delivered':
      case 'bounced':
      case 'failed':
      case 'suppressed': {
        const kind = event.kind === 'delivered' ? 'delivered' : 'undeliverable';
        const wake = await recordEmailEvent(db, { svixId: event.eventId, providerId: event.emailId, kind });
        res.json({ received: true });
        if (wake !== null) ring(wake);
        return;
      }
      case 'complained':
      case 'other':
        res.json({ received: true });
    }
  });

  return router;
}
