import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether Meta signed exactly these bytes: `X-Hub-Signature-256: sha256=<hex HMAC-SHA256(app secret, body)>`.
 * The bytes as received are hashed, because parsing and re-serialising changes them.
 * @param secrets any of them may match, so that a secret can be rotated; with none nothing is genuine
 */
export function verifySignature(raw: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const hex = HEADER.exec(header ?? '')?.[1];
  if (hex === undefined) return false;
  const received = Buffer.from(hex, 'hex');
  let genuine = false;
  for (const secret of secrets) {
    // An empty secret is a setting somebody forgot; anyone could sign with it.
    if (secret === '') continue;
    if (timingSafeEqual(received, createHmac('sha256', secret).update(raw).digest())) genuine = true;
  }
  return genuine;
}
