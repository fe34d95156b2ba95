import { z } from 'zod';
import { email } from './fields';
import type { Operation } from './operation';
import { MyChange, Teammate } from './teammate';

export const Me = Teammate.extend({
  /** How this request is known to be theirs: by the page's session, or by an API key. */
  via: z.enum(['session', 'key']),
}).meta({ id: 'Me' });

export type Me = z.output<typeof Me>;

/** A path of ours: another host after `//` or `\` would make the sign-in page lead people away. */
const path = z
  .string()
  .max(500)
  .regex(/^(?!.*\/\/)\/[\x21-\x5b\x5d-\x7e]*$/, 'must be a path of this site that begins with one /');

export const SignInRequest = z
  .strictObject({
    email,
    /** Where the teammate was going. */
    next: path.nullish(),
  })
  .meta({ id: 'SignInRequest' });

/** What the mail holds: the link's token, or the code together with the address. Any other text is refused like a wrong one. */
export const SignInProof = z
  .union([
    z.strictObject({ token: z.string().max(200) }),
    z.strictObject({ email: z.string().max(320), code: z.string().max(20) }),
  ])
  .meta({ id: 'SignInProof' });

export const SignedIn = z.object({ me: Me, next: z.string().nullable() }).meta({ id: 'SignedIn' });

export const WhoIsIn = z
  .object({
    me: z.union([Me, z.null()]),
    /** For `after` of `GET /api/events`: of what is read from now on, every later change is heard. Null for strangers. */
    changesAfter: z.string().nullable(),
  })
  .meta({ id: 'WhoIsIn' });

export type WhoIsIn = z.output<typeof WhoIsIn>;

const tag = 'Sign-in';

export const SIGN_IN_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/sign-in',
    tag,
    summary: 'Who is signed in with this browser, if anybody',
    access: 'public',
    answer: { status: 200, schema: WhoIsIn },
    refuses: ['unavailable'],
  },
  {
    method: 'post',
    path: '/api/sign-in',
    tag,
    summary: 'Mail a link and a code to this address; the answer is the same whether or not it is a teammate’s',
    access: 'public',
    body: SignInRequest,
    answer: { status: 204 },
    refuses: ['cross_site', 'too_many_requests'],
  },
  {
    method: 'post',
    path: '/api/sign-in/redeem',
    tag,
    summary:
      'Sign in with the token of a link, once, or with the code of the newest mail; answers with a session cookie',
    access: 'public',
    body: SignInProof,
    answer: { status: 200, schema: SignedIn },
    refuses: ['sign_in_failed', 'cross_site', 'too_many_requests', 'unavailable'],
  },
  {
    method: 'post',
    path: '/api/sign-out',
    tag,
    summary: 'End this session',
    access: 'public',
    answer: { status: 204 },
    refuses: ['cross_site', 'unavailable'],
  },
  {
    method: 'post',
    path: '/api/sign-out-everywhere',
    tag,
    summary: 'End all sessions of this teammate',
    access: 'teammate',
    answer: { status: 204 },
  },
  {
    method: 'get',
    path: '/api/me',
    tag,
    summary: 'The teammate who makes this request',
    access: 'teammate',
    answer: { status: 200, schema: Me },
  },
  {
    method: 'patch',
    path: '/api/me',
    tag,
    summary: 'Change what is given about yourself',
    access: 'teammate',
    body: MyChange,
    answer: { status: 200, schema: Me },
  },
];
