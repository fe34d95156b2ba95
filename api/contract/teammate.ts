import { z } from 'zod';
import { LANGUAGES } from '../../domain/language/languages';
import { isTimeZone } from '../../domain/time-zone';
import { email, id, line, time } from './fields';
import type { Operation } from './operation';
import { pageOf } from './page';

const role = z.enum(['owner', 'teammate']);

export const Teammate = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    /** A permission that several may have. */
    role,
    /** Receives what nobody else does; exactly one teammate, who stays an owner and cannot be removed. */
    isLastResort: z.boolean(),
    /** IANA name. */
    timeZone: z.string().nullable(),
    language: z.enum(LANGUAGES).nullable(),
    /** What customers are told; null stands for the first word of the name. */
    publicName: z.string().nullable(),
  })
  .meta({ id: 'Teammate' });

export type Teammate = z.output<typeof Teammate>;

/** A teammate as others refer to one. */
export const TeammateRef = z.object({ id, name: z.string(), email: z.string() }).meta({ id: 'TeammateRef' });

const ofTheirs = {
  timeZone: z.string().max(100).refine(isTimeZone, 'must be an IANA time zone such as Europe/Madrid').nullish(),
  language: z.enum(LANGUAGES).nullish(),
  publicName: line(60).nullish(),
};

export const NewTeammate = z
  .strictObject({ name: line(200), email, role: role.optional(), ...ofTheirs })
  .meta({ id: 'NewTeammate' });

export const TeammateChange = NewTeammate.partial().meta({ id: 'TeammateChange' });

/** What teammates may change about themselves. */
export const MyChange = z.strictObject({ name: line(200).optional(), ...ofTheirs }).meta({ id: 'MyChange' });

/** Signs the teammate in, once; whoever has it is the teammate. */
export const SignInLink = z.object({ url: z.url(), expiresAt: time }).meta({ id: 'SignInLink' });

const tag = 'Teammates';

export const TEAMMATE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/teammates',
    tag,
    summary: 'Everybody who answers customers',
    access: 'teammate',
    answer: { status: 200, schema: pageOf('TeammatePage', Teammate) },
  },
  {
    method: 'post',
    path: '/api/teammates',
    tag,
    summary: 'Invite a teammate, who is mailed a link that signs them in for 24 hours',
    access: 'owner',
    body: NewTeammate,
    answer: { status: 201, schema: Teammate },
    refuses: ['email_taken'],
  },
  {
    method: 'patch',
    path: '/api/teammates/{id}',
    tag,
    summary: 'Change what is given',
    access: 'owner',
    body: TeammateChange,
    answer: { status: 200, schema: Teammate },
    refuses: ['not_found', 'email_taken', 'owner_must_stay'],
  },
  {
    method: 'delete',
    path: '/api/teammates/{id}',
    tag,
    summary:
      'Deactivate a teammate: sessions, links and keys end at once, and open conversations go to whom the settings choose',
    access: 'owner',
    answer: { status: 204 },
    refuses: ['not_found', 'owner_must_stay'],
  },
  {
    method: 'post',
    path: '/api/teammates/{id}/sign-in-link',
    tag,
    summary: 'Make a link that signs the teammate in, once and within an hour, for when mail is down',
    access: 'owner',
    answer: { status: 201, schema: SignInLink },
    refuses: ['not_found'],
  },
];
