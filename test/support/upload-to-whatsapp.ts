import { z } from 'zod';
import type { Baton } from './baton';

/** Puts a file to WhatsApp, as a customer's phone does; the result goes into the webhook of the customer's message. */
export async function uploadToWhatsApp(
  { whatsapp, config }: Pick<Baton, 'whatsapp' | 'config'>,
  type: string,
  bytes: Buffer,
): Promise<{ id: string; mime_type: string }> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', type);
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'file');
  const answer = await fetch(`${whatsapp.url}/v25.0/${config.whatsapp.phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${config.whatsapp.accessToken}` },
    body: form,
  });
  const { id } = z.object({ id: z.string() }).parse(await answer.json());
  return { id, mime_type: type };
}
