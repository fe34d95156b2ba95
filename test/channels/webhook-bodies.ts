/** Builds webhook bodies as Meta sends them. Shapes: WhatsApp Cloud API, "Webhooks payload examples"; ids are invented. */
export function messagesChange(
  value: Record<string, unknown>,
  { field = 'messages', phoneNumberId = '7001' }: { field?: string; phoneNumberId?: string } = {},
) {
  const metadata = { display_phone_number: '15550100', phone_number_id: phoneNumberId };
  return { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
}

export function webhook(...changes: unknown[]) {
  return { object: 'whatsapp_business_account', entry: [{ id: '9001', changes }] };
}

export function toBytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body));
}

export const ANA = {
  profile: { name: 'Ana', username: 'ana.k' },
  wa_id: '34600111222',
  user_id: 'ES.12345',
};

/** A message of Ana; `message` adds its type and body. */
export function fromAna(id: string, message: Record<string, unknown>) {
  return { from: '34600111222', from_user_id: 'ES.12345', id, timestamp: '1780000000', ...message };
}

export function textFromAna(id: string, body = 'hola') {
  return fromAna(id, { type: 'text', text: { body } });
}
