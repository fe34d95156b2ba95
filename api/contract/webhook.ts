import { z } from 'zod';
import type { Operation } from './operation';

/** The answer to an event: everything in it is stored. */
export const Received = z.object({ received: z.literal(true) }).meta({ id: 'Received' });

export const VerificationQuery = z.object({
  'hub.mode': z.string(),
  'hub.verify_token': z.string(),
  'hub.challenge': z.string(),
});

const tag = 'Webhooks';

export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/webhooks/whatsapp',
    tag,
    summary: "Meta's verification of this address",
    access: 'public',
    query: VerificationQuery,
    answer: { status: 200, type: 'text/plain' },
    refuses: ['verification_failed'],
  },
  {
    method: 'post',
    path: '/webhooks/whatsapp',
    tag,
    summary: 'WhatsApp events, signed over the raw body (X-Hub-Signature-256)',
    access: 'signed',
    body: z.looseObject({}),
    answer: { status: 200, schema: Received },
    refuses: ['invalid_signature', 'too_large'],
  },
  {
    method: 'post',
    path: '/webhooks/resend',
    tag,
    summary: 'What became of handoff e-mails (svix signature)',
    access: 'signed',
    body: z.looseObject({}),
    answer: { status: 200, schema: Received },
    refuses: ['invalid_signature', 'too_large'],
  },
];
