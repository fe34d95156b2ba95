import { z } from 'zod';
import { id, line, time } from './fields';
import type { Operation } from './operation';
import { pageOf } from './page';

/** `read`: GET; `write`: everything else that any teammate may do; `manage`: what only an owner may do. */
export const Scope = z.enum(['read', 'write', 'manage']);

const scopes = z.array(Scope);

export const ApiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string(),
    teammateId: id,
    scopes,
    createdAt: time,
    /** The day, in UTC; null when it was never used. */
    lastUsedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'ApiKey' });

export type ApiKey = z.output<typeof ApiKey>;

export const NewApiKey = z
  .strictObject({
    name: line(200),
    teammateId: id,
    /** By default everything that the teammate may. */
    scopes: scopes.min(1).max(3).optional(),
  })
  .meta({ id: 'NewApiKey' });

/** The only time the key itself is shown. */
export const CreatedApiKey = z.object({ id, key: z.string(), scopes }).meta({ id: 'CreatedApiKey' });

const tag = 'API keys';

export const API_KEY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/api-keys',
    tag,
    summary: 'The keys in force, newest first',
    access: 'owner',
    answer: { status: 200, schema: pageOf('ApiKeyPage', ApiKey) },
  },
  {
    method: 'post',
    path: '/api/api-keys',
    tag,
    summary: 'Make a key that acts as a teammate; it is shown once',
    access: 'owner',
    body: NewApiKey,
    answer: { status: 201, schema: CreatedApiKey },
  },
  {
    method: 'delete',
    path: '/api/api-keys/{id}',
    tag,
    summary: 'Revoke a key at once',
    access: 'owner',
    answer: { status: 204 },
    refuses: ['not_found'],
  },
];
