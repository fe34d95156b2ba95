import { z } from 'zod';
import type { RefusalCode } from '../../domain/refusal';

/** Every refusal of this API: its code, its HTTP status and its title. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_cursor: { status: 400, title: 'The cursor is not one of this list' },
  unauthenticated: { status: 401, title: 'A sign-in or a valid API key is needed' },
  sign_in_failed: { status: 401, title: 'This link or code does not sign anybody in' },
  invalid_signature: { status: 401, title: 'The signature does not fit the body' },
  verification_failed: { status: 403, title: 'The verify token is wrong' },
  owner_required: { status: 403, title: 'Only an owner may do this' },
  scope_required: { status: 403, title: 'This key may not do this' },
  cross_site: { status: 403, title: 'This request came from another site' },
  teammate_inactive: { status: 403, title: 'This teammate is no longer active' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  handled_by_other: { status: 409, title: 'Another teammate handles this conversation' },
  stale: { status: 409, title: 'The conversation has moved on' },
  customer_blocked: { status: 409, title: 'This customer is blocked' },
  client_id_reused: { status: 409, title: 'This clientId stands for another request' },
  service_window_closed: { status: 409, title: "WhatsApp's 24-hour window is closed" },
  template_unavailable: { status: 409, title: 'This template cannot be sent' },
  not_configured: { status: 409, title: 'The set-up lacks something' },
  email_taken: { status: 409, title: 'Another teammate has this e-mail address' },
  owner_must_stay: { status: 409, title: 'The last resort stays an owner' },
  too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'This kind of body is not supported' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const satisfies Record<RefusalCode, ProblemKind> & Record<string, ProblemKind>;

interface ProblemKind {
  status: number;
  title: string;
}

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457, sent as application/problem+json. `code` is the stable part; `detail` is for people. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    holder: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof Problem>;
