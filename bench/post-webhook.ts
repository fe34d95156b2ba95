import type { Webhook } from './webhook-body';

/** Resolves when the answer is there. @throws unless it is a 200. */
export async function postWebhook(url: string, { body, signature }: Webhook): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
}
