import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { id } from './contract/fields';
import { HttpProblem } from './http-problem';

const BODY_LIMIT = '256kb';

const parseJson: RequestHandler = express.json({ limit: BODY_LIMIT, type: 'application/json' });

/** Reads a JSON body; anything else is refused before it is read. */
export const jsonBody: RequestHandler = (req, res, next) => {
  const isEmpty = req.get('content-length') === '0';
  if (!isEmpty && req.is('application/json') === false)
    throw new HttpProblem('unsupported_media_type', 'Send the body as application/json.');
  parseJson(req, res, next);
};

/** The body as `schema` describes it. @throws `invalid_request` naming every field that is wrong, once. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema, req: Request): z.output<Schema> {
  const body: unknown = req.body;
  return check(schema, body ?? {});
}

/** The query as `schema` describes it. @throws `invalid_request`. */
export function queryOf<Schema extends z.ZodType>(schema: Schema, req: Request): z.output<Schema> {
  return check(schema, req.query);
}

/** An id out of the path; one that cannot be an id names nothing. @throws `not_found`. */
export function pathId(value: unknown): string {
  const parsed = id.safeParse(value);
  if (!parsed.success) throw new HttpProblem('not_found', 'There is nothing with this id.');
  return parsed.data.toLowerCase();
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.flatMap(describe);
  const errors = found.filter(({ field }, index) => found.findIndex((other) => other.field === field) === index);
  throw new HttpProblem('invalid_request', errors.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    facts: { errors },
  });
}

const NAME_LIMIT = 100;

/** Names the field, never its value: what was sent may be a secret or a person's words. */
function describe(issue: z.core.$ZodIssue): { field: string; message: string }[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: fieldName([...path, key]), message: 'is not a known field' }));
  return [{ field: fieldName(path), message: issue.message }];
}

function fieldName(path: readonly string[]): string {
  return path.length === 0
    ? 'body'
    : path
        .join('.')
        .slice(0, NAME_LIMIT)
        .replace(/\p{Surrogate}/gu, '');
}
