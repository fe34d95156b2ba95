import { randomBytes, randomInt } from 'node:crypto';

/** Looks like WhatsApp's: a prefix and base64. */
export function newWamid(): string {
  return `wamid.${randomBytes(27).toString('base64')}`;
}

export function newMediaId(): string {
  return `1${String(randomInt(1e12)).padStart(12, '0')}`;
}
