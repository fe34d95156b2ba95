import { z } from 'zod';
import type { Config } from '../config';
import { ask, jsonIn, type Answered } from './ask';
import { notLookedAt, weak, well, wrong, type Check, type Finding } from './check';

/** Source: Graph API error codes. 190: token; 100 with 33: no such object, or not ours; 10 and 200-299: permissions. */
const TOKEN_REFUSED = 190;
const NO_SUCH_OBJECT = 100;

const Refusal = z.looseObject({ error: z.looseObject({ code: z.number() }) });
const PhoneNumber = z.looseObject({
  verified_name: z.string().optional(),
  quality_rating: z.string().optional(),
  status: z.string().optional(),
});
const Subscriptions = z.looseObject({ data: z.array(z.unknown()) });

/** Meta's end: the token, the number and its standing, and whether the account's events come to this app. */
export function whatsAppChecks({ whatsapp }: Config): Check[] {
  const { accessToken, phoneNumberId, businessAccountId } = whatsapp;
  const graph = (path: string, signal: AbortSignal) =>
    ask(`${whatsapp.baseUrl.replace(/\/+$/, '')}/${whatsapp.graphVersion}/${path}`, {
      headers: { authorization: `Bearer ${accessToken?.trim() ?? ''}` },
      signal,
    });
  const ofNumber = (look: (answer: Answered) => Finding) => async (signal: AbortSignal) => {
    if (accessToken === null || phoneNumberId === null)
      return notLookedAt('WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID');
    return look(await graph(`${phoneNumberId}?fields=verified_name,quality_rating,status`, signal));
  };
  return [
    { name: 'WhatsApp token', look: ofNumber(token) },
    { name: 'WhatsApp number', look: ofNumber(number) },
    {
      name: 'WhatsApp events',
      look: async (signal) => {
        if (accessToken === null) return notLookedAt('WHATSAPP_ACCESS_TOKEN');
        if (businessAccountId === null)
          return weak('not looked at', 'Set WHATSAPP_BUSINESS_ACCOUNT_ID: templates need it too.');
        return subscription(await graph(`${businessAccountId}/subscribed_apps`, signal));
      },
    },
  ];
}

function token(answer: Answered): Finding {
  if (answer.kind === 'unreachable')
    return wrong(`WhatsApp cannot be reached (${answer.code})`, 'Allow https to graph.facebook.com from here.');
  return codeIn(answer) === TOKEN_REFUSED
    ? wrong(
        'refused as invalid or expired',
        'Make a System User token that does not expire and set WHATSAPP_ACCESS_TOKEN.',
      )
    : well('accepted');
}

function number(answer: Answered): Finding {
  const refused = refusal(
    answer,
    'Set WHATSAPP_PHONE_NUMBER_ID to the id that WhatsApp Manager shows, not the number.',
  );
  if (refused !== null) return refused;
  const { verified_name: name, quality_rating: quality, status } = PhoneNumber.catch({}).parse(bodyOf(answer));
  const says = [name ?? 'readable', status, quality && `quality ${quality}`].filter(Boolean).join(', ');
  if (status !== undefined && status !== 'CONNECTED')
    return wrong(says, 'Register or reconnect the number in WhatsApp Manager: it cannot send now.');
  if (quality === 'RED' || quality === 'YELLOW')
    return weak(says, 'Customers block or report this number: see Insights in WhatsApp Manager before it is limited.');
  return well(says);
}

function subscription(answer: Answered): Finding {
  const refused = refusal(answer, 'Set WHATSAPP_BUSINESS_ACCOUNT_ID to the id of the account that has the number.');
  if (refused !== null) return refused;
  const { data } = Subscriptions.catch({ data: [] }).parse(bodyOf(answer));
  return data.length > 0
    ? well('this account sends them to an app')
    : wrong(
        'no app is subscribed to this account, so no message arrives',
        'Subscribe yours: POST /<WHATSAPP_BUSINESS_ACCOUNT_ID>/subscribed_apps with the access token.',
      );
}

/** Why an object cannot be read; null when it was. */
function refusal(answer: Answered, ifUnknown: string): Finding | null {
  if (answer.kind === 'unreachable')
    return wrong(`WhatsApp cannot be reached (${answer.code})`, 'Allow https to graph.facebook.com from here.');
  if (answer.status === 200) return null;
  const code = codeIn(answer);
  if (code === TOKEN_REFUSED) return wrong('not readable with this token', 'Mend the token first.');
  if (code === NO_SUCH_OBJECT) return wrong('it does not exist, or is not this token’s', ifUnknown);
  return wrong(
    `not readable (${code === null ? `HTTP ${answer.status}` : code})`,
    'Give the token whatsapp_business_messaging and whatsapp_business_management.',
  );
}

function codeIn(answer: Answered): number | null {
  return Refusal.safeParse(bodyOf(answer)).data?.error.code ?? null;
}

function bodyOf(answer: Answered): unknown {
  return answer.kind === 'answered' ? jsonIn(answer.body) : null;
}
