import type { ZodError } from 'zod';
import type { Answer } from '../faults/answer';

/** HTTP status and words per error name. Source: Resend's "Errors" page. */
const KINDS: Record<string, { status: number; message: string; headers?: Record<string, string> }> = {
  missing_api_key: {
    status: 401,
    message:
      'Missing API key in the authorization header. Include the following header in the request: Authorization: Bearer YOUR_API_KEY',
  },
  restricted_api_key: { status: 401, message: 'This API key is restricted to only send emails' },
  invalid_api_key: { status: 403, message: 'API key is invalid' },
  invalid_from_address: { status: 422, message: 'Invalid `from` field.' },
  missing_required_field: { status: 422, message: 'Missing a required field.' },
  validation_error: { status: 422, message: 'The request is not valid.' },
  not_found: { status: 404, message: 'The requested endpoint does not exist' },
  invalid_idempotency_key: { status: 400, message: 'The idempotency key must be between 1-256 chars' },
  invalid_idempotent_request: {
    status: 409,
    message: 'This idempotency key has already been used on a request that used a different payload',
  },
  concurrent_idempotent_requests: {
    status: 409,
    message: 'Another request with the same idempotency key is currently in progress',
  },
  rate_limit_exceeded: {
    status: 429,
    message: 'Too many requests. You can only make 2 requests per second.',
    headers: { 'ratelimit-limit': '2', 'ratelimit-remaining': '0', 'ratelimit-reset': '1', 'retry-after': '1' },
  },
  daily_quota_exceeded: { status: 429, message: 'You have reached your daily email sending quota.' },
  monthly_quota_exceeded: { status: 429, message: 'You have reached your monthly email sending quota.' },
  security_error: { status: 451, message: 'We may have found a security issue with the request.' },
  application_error: { status: 500, message: 'An unexpected error occurred.' },
  internal_server_error: { status: 500, message: 'An unexpected error occurred.' },
};

/** Resend's error body for `name`, under the HTTP status it uses (unknown names: 400). */
export function resendError(
  name: string,
  extra: { message?: string; status?: number; headers?: Record<string, string> } = {},
): Answer {
  const kind = KINDS[name];
  const status = extra.status ?? kind?.status ?? 400;
  return {
    status,
    headers: { ...kind?.headers, ...extra.headers },
    body: { statusCode: status, name, message: extra.message ?? kind?.message ?? name },
  };
}

/** A missing field and a wrong one have different names. */
export function validationError(error: ZodError): Answer {
  const [issue] = error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'invalid_type' && issue.message.endsWith('undefined'))
    return resendError('missing_required_field', { message: `Missing \`${field}\` field.` });
  return resendError('validation_error', { message: `Invalid \`${field}\` field. ${issue?.message ?? ''}` });
}
