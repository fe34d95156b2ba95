import { z } from 'zod';
import { email, id, line } from './fields';
import type { Operation } from './operation';
import { pageOf } from './page';

export const Teammate = z
  .object({ id, name: z.string(), email: z.string(), role: z.enum(['owner', 'teammate']) })
  .meta({ id: 'Teammate' });

export type Teammate = z.output<typeof Teammate>;

/** A teammate as others refer to one. */
export const TeammateRef = z.object({ id, name: z.string(), email: z.string() }).meta({ id: 'TeammateRef' });

export const NewTeammate = z.strictObject({ name: line(200), email }).meta({ id: 'NewTeammate' });

export const TeammateChange = NewTeammate.partial().meta({ id: 'TeammateChange' });

const tag = 'Teammates';

export const TEAMMATE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/me',
    tag,
    summary: 'The teammate this key acts as',
    access: 'teammate',
    answer: { status: 200, schema: Teammate },
  },
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
    summary: 'Add a teammate',
    access: 'owner',
    body: NewTeammate,
    answer: { status: 201, schema: Teammate },
    refuses: ['email_taken'],
  },
  {
    method: 'patch',
    path: '/api/teammates/{id}',
    tag,
    summary: 'Change a name or an address',
    access: 'owner',
    body: TeammateChange,
    answer: { status: 200, schema: Teammate },
    refuses: ['not_found', 'email_taken'],
  },
  {
    method: 'delete',
    path: '/api/teammates/{id}',
    tag,
    summary: 'Deactivate a teammate; their open conversations go to whom the settings choose',
    access: 'owner',
    answer: { status: 204 },
    refuses: ['not_found', 'owner_must_stay'],
  },
];
