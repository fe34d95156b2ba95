import { createHmac, randomUUID } from 'node:crypto';

/** A webhook of one text message, as Meta posts it, and its signature. */
export function textWebhook(appSecret: string, waId: string): { body: string; signature: string } {
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
              messages: [
                {
                  from: waId,
                  id: `wamid.${randomUUID()}`,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  type: 'text',
                  text: { body: 'hello' },
                },
              ],
            },
          },
        ],
      },
    ],
  });
  return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
}
