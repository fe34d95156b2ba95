import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../config';
import { ask, jsonIn, type Answered } from './ask';
import { notLookedAt, weak, well, wrong, type Check, type Finding } from './check';

const Readiness = z.looseObject({ temporal: z.string().optional() });

/** Our own api, by the address that WhatsApp, Resend and browsers use. */
export function apiChecks({ publicUrl, whatsapp }: Config): Check[] {
  const at = (name: string, look: (url: string, signal: AbortSignal) => Promise<Finding>): Check => ({
    name,
    look: (signal) => (publicUrl === null ? Promise.resolve(notLookedAt('PUBLIC_URL')) : look(publicUrl, signal)),
  });
  return [
    at('Api', async (url, signal) => readiness(url, await ask(`${url}/readyz`, { signal }))),
    at('Webhook handshake', async (url, signal) => {
      if (whatsapp.verifyToken === null) return notLookedAt('WHATSAPP_VERIFY_TOKEN');
      const challenge = randomBytes(8).toString('hex');
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': whatsapp.verifyToken,
        'hub.challenge': challenge,
      });
      return handshake(challenge, await ask(`${url}/webhooks/whatsapp?${query.toString()}`, { signal }));
    }),
    at('Webhook signatures', async (url, signal) => {
      const forged = await ask(`${url}/webhooks/whatsapp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
        body: '{}',
        signal,
      });
      return signatures(forged);
    }),
  ];
}

function readiness(url: string, answer: Answered): Finding {
  if (answer.kind === 'unreachable') return unreachable(answer.code);
  if (answer.status === 503)
    return wrong('it runs but cannot write to Postgres', 'See the lines about Postgres, from where the api runs.');
  if (answer.status !== 200) return elsewhere(answer.status);
  const { temporal } = Readiness.catch({}).parse(jsonIn(answer.body));
  if (temporal === 'unreachable')
    return weak(
      'ready, but it cannot reach Temporal',
      'Nothing is lost; see the lines about Temporal, from where it runs.',
    );
  return url.startsWith('https:')
    ? well('ready')
    : weak('ready, by plain http', 'WhatsApp delivers to https only: put a proxy with a certificate in front.');
}

function handshake(challenge: string, answer: Answered): Finding {
  if (answer.kind === 'unreachable') return unreachable(answer.code);
  if (answer.status === 403)
    return wrong('refused', 'Start the api with the same WHATSAPP_VERIFY_TOKEN as this, and give it to Meta.');
  if (answer.status !== 200) return elsewhere(answer.status);
  return answer.body === challenge ? well('answers the challenge') : elsewhere(answer.status);
}

function signatures(answer: Answered): Finding {
  if (answer.kind === 'unreachable') return unreachable(answer.code);
  if (answer.status === 401) return well('a wrong one is refused');
  return answer.status < 300
    ? wrong('a wrong one is accepted', 'Let PUBLIC_URL lead to Baton itself: what answers there believes anybody.')
    : elsewhere(answer.status);
}

function unreachable(code: string): Finding {
  return wrong(
    `PUBLIC_URL cannot be reached (${code})`,
    'Start the api, and let the proxy, DNS and certificate of PUBLIC_URL lead to it.',
  );
}

function elsewhere(status: number): Finding {
  return wrong(
    `something else answers there (HTTP ${status})`,
    'Let the proxy pass every path of PUBLIC_URL to the api, unchanged.',
  );
}
