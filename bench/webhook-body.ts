import { createHmac, randomUUID } from 'node:crypto';

/** A body as Meta posts it, and its signature. */
export interface Webhook {
  body: string;
  signature: string;
}

/** An answer that WhatsApp has taken: our key, which its statuses carry, its id there, and who reads it. */
export interface Answer {
  id: string;
  waMessageId: string;
  waId: string;
}

/** How far an answer got. */
export type Stage = 'sent' | 'delivered' | 'read';

/** One text message. */
export function textWebhook(appSecret: string, waId: string): Webhook {
  return webhook(appSecret, waId, {
    messages: [{ from: waId, id: newWaMessageId(), timestamp: now(), type: 'text', text: { body: 'hello' } }],
  });
}

/** One status of an answer. */
export function statusWebhook(appSecret: string, { id, waMessageId, waId }: Answer, status: Stage): Webhook {
  return webhook(appSecret, waId, {
    statuses: [
      {
        id: waMessageId,
        status,
        timestamp: now(),
        recipient_id: waId,
        biz_opaque_callback_data: id,
        ...(status !== 'read' && {
          pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' },
        }),
      },
    ],
  });
}

export function newWaMessageId(): string {
  return `wamid.${randomUUID()}`;
}

function webhook(appSecret: string, waId: string, items: Record<string, unknown>): Webhook {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '9001',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550100200', phone_number_id: '7001' },
              contacts: [{ profile: { name: 'A Customer' }, wa_id: waId }],
              ...items,
            },
          },
        ],
      },
    ],
  });
  return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
}

function now(): string {
  return String(Math.floor(Date.now() / 1000));
}
