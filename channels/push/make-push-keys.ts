import { generateVAPIDKeys } from 'web-push';

/** New keys by which push services tell installations apart, base64url. */
export function makePushKeys(): { publicKey: string; privateKey: string } {
  return generateVAPIDKeys();
}
