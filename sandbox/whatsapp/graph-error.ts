import { randomBytes } from 'node:crypto';
import type { Answer } from '../faults/answer';

interface GraphErrorKind {
  status: number;
  title: string;
}

/** HTTP status and words per Graph code. Source: Meta's "Error codes" page for the Cloud API and copies of it. */
const KINDS: Partial<Record<number, GraphErrorKind>> = {
  0: { status: 401, title: 'AuthException' },
  1: { status: 400, title: 'API Unknown' },
  2: { status: 503, title: 'Service temporarily unavailable' },
  3: { status: 500, title: 'API Method' },
  4: { status: 429, title: 'Application request limit reached' },
  10: { status: 403, title: 'Permission Denied' },
  33: { status: 400, title: 'Parameter value is not valid' },
  100: { status: 400, title: 'Invalid parameter' },
  190: { status: 401, title: 'Access token has expired' },
  200: { status: 403, title: 'Permission Denied' },
  368: { status: 403, title: 'Temporarily blocked for policies violations' },
  80007: { status: 429, title: 'Rate limit issues' },
  130429: { status: 429, title: 'Rate limit hit' },
  130472: { status: 400, title: "User's number is part of an experiment" },
  130497: { status: 403, title: 'Business account is restricted from messaging users in this country' },
  131000: { status: 500, title: 'Something went wrong' },
  131005: { status: 403, title: 'Access denied' },
  131008: { status: 400, title: 'Required parameter is missing' },
  131009: { status: 400, title: 'Parameter value is not valid' },
  131016: { status: 500, title: 'Service unavailable' },
  131021: { status: 400, title: 'Recipient cannot be sender' },
  131026: { status: 400, title: 'Message undeliverable' },
  131030: { status: 400, title: 'Recipient phone number not in allowed list' },
  131031: { status: 403, title: 'Account has been locked' },
  131037: { status: 400, title: 'Display name approval required' },
  131042: { status: 400, title: 'Business eligibility payment issue' },
  131045: { status: 500, title: 'Incorrect certificate' },
  131047: { status: 400, title: 'Re-engagement message' },
  131048: { status: 429, title: 'Spam rate limit hit' },
  131049: { status: 400, title: 'This message was not delivered to maintain healthy ecosystem engagement' },
  131050: { status: 400, title: 'User has stopped marketing messages' },
  131051: { status: 400, title: 'Unsupported message type' },
  131052: { status: 400, title: 'Media download error' },
  131053: { status: 400, title: 'Media upload error' },
  131056: { status: 429, title: '(Business Account, Consumer Account) pair rate limit hit' },
  131057: { status: 500, title: 'Account in maintenance mode' },
  131062: { status: 400, title: 'Business-scoped user id is not supported for this message' },
  131064: { status: 400, title: 'Messaging limit reached' },
  132000: { status: 400, title: 'Template Param Count Mismatch' },
  132001: { status: 404, title: 'Template does not exist' },
  133010: { status: 400, title: 'Phone number not registered' },
  135000: { status: 400, title: 'Generic user error' },
};

/** The words Meta uses for a code, also in `failed` statuses. */
export function titleOfCode(code: number): string {
  return KINDS[code]?.title ?? 'Unknown error';
}

/** Graph's error envelope for `code`, under the HTTP status Meta uses for it (unknown codes: 400). */
export function graphError(
  code: number,
  details: string,
  extra: { subcode?: number; status?: number; headers?: Record<string, string> } = {},
): Answer {
  const transient = code === 2 || code === 131000 || code === 131016;
  return {
    status: extra.status ?? KINDS[code]?.status ?? 400,
    headers: extra.headers ?? {},
    body: {
      error: {
        message: `(#${code}) ${titleOfCode(code)}`,
        type: 'OAuthException',
        code,
        ...(extra.subcode !== undefined && { error_subcode: extra.subcode }),
        ...(transient && { is_transient: true }),
        error_data: { messaging_product: 'whatsapp', details },
        fbtrace_id: randomBytes(9).toString('base64url'),
      },
    },
  };
}
