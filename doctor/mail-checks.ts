import { z } from 'zod';
import type { Config } from '../config';
import { ask, jsonIn, type Answered } from './ask';
import { notLookedAt, weak, well, wrong, type Check, type Finding } from './check';

const Failure = z.looseObject({ name: z.string() });
const Domains = z.looseObject({ data: z.array(z.looseObject({ name: z.string(), status: z.string() })) });

/** Svix: `whsec_` and base64 of 24 to 64 bytes. */
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

/** Resend: the key, the domain that mails come from, and the webhook that tells of bounces. */
export function mailChecks({ resend, publicUrl }: Config): Check[] {
  const { apiKey, from } = resend;
  const ofDomains = (look: (answer: Answered, from: string) => Finding) => async (signal: AbortSignal) => {
    if (apiKey === null || from === null) return notLookedAt('RESEND_API_KEY', 'RESEND_FROM');
    const headers = { authorization: `Bearer ${apiKey}` };
    return look(await ask(`${resend.baseUrl.replace(/\/+$/, '')}/domains`, { headers, signal }), from);
  };
  return [
    { name: 'Mail key', look: ofDomains(key) },
    { name: 'Mail domain', look: ofDomains(domain) },
    { name: 'Mail webhook', look: () => Promise.resolve(webhook(resend.webhookSecret, publicUrl)) },
  ];
}

function key(answer: Answered): Finding {
  if (answer.kind === 'unreachable') return unreachable(answer.code);
  if (mayOnlySend(answer)) return well('accepted, for sending alone');
  if (answer.status === 401 || answer.status === 403)
    return wrong('refused', 'Make a key in Resend and set RESEND_API_KEY.');
  return answer.status === 200
    ? well('accepted')
    : weak(`HTTP ${answer.status}`, 'Look at Resend’s status page, and try again.');
}

function domain(answer: Answered, from: string): Finding {
  if (answer.kind === 'unreachable') return unreachable(answer.code);
  if (mayOnlySend(answer))
    return weak('this key may not look', 'See in Resend that the domain of RESEND_FROM is verified.');
  const domains = Domains.safeParse(jsonIn(answer.body)).data?.data;
  if (answer.status !== 200 || domains === undefined) return weak('not looked at', 'Mend the mail key first.');
  const name = /@([^>\s]+)>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? '';
  const status = domains.find((each) => each.name.toLowerCase() === name)?.status;
  if (status === 'verified') return well(`${name} is verified`);
  return wrong(
    status === undefined ? `${name} is not among Resend’s domains` : `${name} is ${status}`,
    'Add it in Resend, set its DNS records, and wait until Resend says “verified”.',
  );
}

function webhook(secret: string | null, publicUrl: string | null): Finding {
  const address = `${publicUrl ?? 'PUBLIC_URL'}/webhooks/resend`;
  if (secret === null)
    return weak(
      'none, so a bounced handoff mail goes unnoticed',
      `Add one to ${address} in Resend and set RESEND_WEBHOOK_SECRET.`,
    );
  return SECRET.test(secret)
    ? well('has a secret')
    : wrong('its secret is not whole', 'Copy RESEND_WEBHOOK_SECRET anew from the webhook’s page in Resend.');
}

function mayOnlySend(answer: Answered): boolean {
  return answer.kind === 'answered' && Failure.safeParse(jsonIn(answer.body)).data?.name === 'restricted_api_key';
}

function unreachable(code: string): Finding {
  return wrong(`Resend cannot be reached (${code})`, 'Allow https to api.resend.com from here.');
}
