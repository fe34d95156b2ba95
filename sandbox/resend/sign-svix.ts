import { createHmac } from 'node:crypto';

/** The svix headers of a webhook: HMAC-SHA256 over `id.timestamp.body` with the secret's decoded bytes. */
export function svixHeaders(raw: Buffer, id: string, secret: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${raw.toString()}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}
