import { z } from 'zod';
import type { Operation } from './operation';

export const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const Readiness = z
  .object({
    status: z.enum(['ready', 'unavailable']),
    postgres: z.enum(['writable', 'unavailable']),
    temporal: z.enum(['reachable', 'unreachable', 'unknown']),
  })
  .meta({ id: 'Readiness' });

export type Readiness = z.output<typeof Readiness>;

const tag = 'Process';

export const HEALTH_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    tag,
    summary: 'The process is alive',
    access: 'public',
    answer: { status: 200, schema: Health },
  },
  {
    method: 'get',
    path: '/readyz',
    tag,
    summary: 'Postgres is writable; the state of Temporal is in the body only',
    access: 'public',
    answer: { status: 200, schema: Readiness },
  },
  {
    method: 'get',
    path: '/metrics',
    tag,
    summary: 'Prometheus metrics',
    access: 'public',
    answer: { status: 200, type: 'text/plain' },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    tag,
    summary: 'This document',
    access: 'public',
    answer: { status: 200, type: 'application/json' },
  },
  {
    method: 'get',
    path: '/api/docs',
    tag,
    summary: 'A page for this document',
    access: 'public',
    answer: { status: 200, type: 'text/html' },
  },
];
