import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { id } from './contract/fields';
import type { Answer, Operation } from './contract/operation';
import { OPERATIONS } from './contract/operations';
import { Problem, PROBLEMS, type ProblemCode } from './contract/problem';
import { SESSION_COOKIE } from './contract/session-cookie';

/** The OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openApiDocument(publicUrl: string): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE });
  for (const operation of OPERATIONS) registry.registerPath(describe(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description: 'Shared inbox and webhooks of a WhatsApp support agent with durable handoff to people.',
    },
    servers: [{ url: publicUrl }],
  });
}

function describe(operation: Operation): RouteConfig {
  const { method, path, tag, summary, access, query, body, file, answer } = operation;
  const parts = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: operationId(operation),
    security: access === 'teammate' || access === 'owner' ? [{ apiKey: [] }, { session: [] }] : [],
    request: {
      ...(parts.length === 0 ? {} : { params: z.object(Object.fromEntries(parts.map((name) => [name, id]))) }),
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
      ...(file === undefined ? {} : { body: { required: true, content: describeFile(file) } }),
    },
    responses: { [answer.status]: describeAnswer(answer), ...describeProblems(operation) },
  };
}

function describeFile(types: readonly string[]) {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]));
}

function describeAnswer(answer: Answer): RouteConfig['responses'][number] {
  if ('schema' in answer) return { description: 'Done', content: { 'application/json': { schema: answer.schema } } };
  if ('type' in answer) return { description: 'Done', content: { [answer.type]: { schema: { type: 'string' } } } };
  return { description: 'Done' };
}

/** Grouped by status: one status may stand for several codes. */
function describeProblems(operation: Operation): RouteConfig['responses'] {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of refusals(operation)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}

function refusals({ method, access, query, body, file, refuses = [] }: Operation): ProblemCode[] {
  const isJson = body !== undefined && access !== 'signed';
  return [
    ...(query === undefined && !isJson ? [] : (['invalid_request'] as const)),
    ...(isJson ? (['invalid_json', 'too_large', 'unsupported_media_type'] as const) : []),
    ...(file === undefined ? [] : (['too_large', 'unsupported_media_type'] as const)),
    ...(access === 'teammate' || access === 'owner' ? (['unauthenticated', 'scope_required'] as const) : []),
    ...(access !== 'public' && access !== 'signed' && method !== 'get' ? (['cross_site'] as const) : []),
    ...(access === 'owner' ? (['owner_required'] as const) : []),
    ...refuses,
    ...(access === 'public' ? [] : (['unavailable'] as const)),
  ];
}

/** `post /api/conversations/{id}/take-over` -> `postConversationsTakeOver`. */
function operationId({ method, path }: Operation): string {
  const words = path.replace(/^\/api\//, '/').match(/[a-z]+|\{\w+\}/gi) ?? [];
  const names = words.map((word) => (word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word)));
  return method + names.join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
