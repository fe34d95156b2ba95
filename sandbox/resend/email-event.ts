import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '../webhooks/webhook-event';
import type { Email, EmailState } from './email';

/** A webhook body as Resend posts it. */
export type EmailEvent = Record<string, unknown>;

const BOUNCE = {
  type: 'Permanent',
  subType: 'General',
  message: "The recipient's email provider sent a hard bounce message: no such mailbox.",
};

/** `email.sent`, `email.delivered` or `email.bounced` about a mail. */
export function emailEvent(email: Email, state: EmailState, atMs: number): WebhookEvent<EmailEvent> {
  const type = `email.${state}`;
  return {
    id: `msg_${randomUUID().replaceAll('-', '')}`,
    kind: type,
    lane: email.id,
    body: {
      type,
      created_at: new Date(atMs).toISOString(),
      data: {
        email_id: email.id,
        message_id: email.messageId,
        created_at: new Date(email.atMs).toISOString(),
        from: email.from,
        to: email.to,
        subject: email.subject,
        tags: email.tags,
        ...(state === 'bounced' && { bounce: BOUNCE }),
      },
    },
  };
}
