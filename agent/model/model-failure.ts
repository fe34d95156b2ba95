import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { AgentUnavailable } from '../agent-unavailable';

/** 429 codes that waiting does not cure: somebody has to pay or raise a limit. */
const QUOTA_CODES: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
]);

/** A failed call: what it means, whether another attempt can help, and how long the provider asks to wait. */
export interface ModelFailure {
  unavailable: AgentUnavailable;
  retryable: boolean;
  retryAfterMs: number | null;
}

/** Sorts what the client threw. `timedOut` says that our own deadline ended the call, which the client reports as an abort. */
export function modelFailure(error: unknown, timedOut: boolean): ModelFailure {
  if (timedOut || error instanceof APIConnectionTimeoutError) return failure('model_timeout', true);
  if (error instanceof APIConnectionError) return failure('model_unreachable', true);
  if (error instanceof APIError) return httpFailure(read(error));
  return failure('model_error', true);

  function failure(code: AgentUnavailable['code'], retryable: boolean): ModelFailure {
    return { unavailable: new AgentUnavailable(code), retryable, retryAfterMs: null };
  }
}

interface HttpError {
  status: number | null;
  code: string;
  requestId: string | null;
  headers: Headers | null;
}

/** The parts of an APIError that are read. */
interface ApiErrorParts {
  status?: unknown;
  headers?: unknown;
  code?: string | null | undefined;
  type?: string | undefined;
  requestID?: string | null | undefined;
}

/** An APIError's numbers and ids; its words are the provider's and may quote the customer's, so they stay behind. */
function read({ status, headers, code, type, requestID }: ApiErrorParts): HttpError {
  return {
    status: typeof status === 'number' ? status : null,
    code: code ?? type ?? '',
    requestId: requestID ?? null,
    headers: headers instanceof Headers ? headers : null,
  };
}

function httpFailure({ status, code, requestId, headers }: HttpError): ModelFailure {
  const of = (unavailable: AgentUnavailable['code'], retryable: boolean): ModelFailure => ({
    unavailable: new AgentUnavailable(unavailable, status, requestId),
    retryable,
    retryAfterMs: retryable && headers !== null ? retryAfterMs(headers) : null,
  });
  if (status === 401 || status === 403) return of('model_unauthorised', false);
  if (status === 429)
    return QUOTA_CODES.has(code) ? of('model_quota_exhausted', false) : of('model_rate_limited', true);
  if (status === 408 || status === 409) return of('model_error', true);
  if (status !== null && status >= 400 && status < 500) return of('model_request_refused', false);
  return of('model_error', true);
}

/** `retry-after-ms`, else `retry-after` in seconds or as a date; null when absent or senseless. */
function retryAfterMs(headers: Headers): number | null {
  const precise = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (precise >= 0) return precise;
  const value = headers.get('retry-after') ?? '';
  const seconds = Number(value);
  if (value !== '' && seconds >= 0) return seconds * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
