import { postOnce } from '../webhooks/post-once';
import { hubSignature } from './sign-webhook';

export interface WebhookEndpoint {
  url: string;
  appSecret: string;
  verifyToken: string;
}

/** Posts any bytes once, signed as asked. Resolves to the HTTP status; null when no answer came. */
export async function postRawWebhook(
  { url, appSecret }: Pick<WebhookEndpoint, 'url' | 'appSecret'>,
  body: Buffer,
  signature: 'good' | 'bad' | 'none',
): Promise<number | null> {
  const signed = { good: hubSignature(body, appSecret), bad: hubSignature(body, `not ${appSecret}`), none: undefined }[
    signature
  ];
  const headers: Record<string, string> = signed === undefined ? {} : { 'x-hub-signature-256': signed };
  const { status } = await postOnce(url, body, headers, 10_000, new AbortController().signal);
  return status;
}

/** Meta's handshake when a webhook is configured: true when the challenge came back. */
export async function verifyWebhook({
  url,
  verifyToken,
}: Pick<WebhookEndpoint, 'url' | 'verifyToken'>): Promise<boolean> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': challenge,
    'hub.verify_token': verifyToken,
  });
  try {
    const response = await fetch(`${url}?${query.toString()}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    return response.status === 200 && (await response.text()) === challenge;
  } catch {
    return false;
  }
}
