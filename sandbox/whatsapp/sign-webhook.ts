import { createHmac } from 'node:crypto';

/** JSON in ASCII bytes with `\uXXXX` escapes, as Meta sends it: whoever re-serialises before verifying gets other bytes. */
export function asciiJson(value: unknown): Buffer {
  const escaped = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Buffer.from(escaped, 'ascii');
}

/** The value of `X-Hub-Signature-256`: HMAC-SHA256 of the exact bytes under the app secret. */
export function hubSignature(raw: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
}
