import type { ErrorRequestHandler, Response } from 'express';
import { isDatabaseUnavailable } from '../db/readiness';
import { Refusal } from '../domain/refusal';
import { PROBLEMS, type Problem } from './contract/problem';
import type { Logger } from './dependencies';
import { HttpProblem } from './http-problem';
import { requestIdOf } from './request-log';

const RETRY_AFTER_SECONDS = '2';

/** Turns whatever a route threw into a problem+json answer. What nobody foresaw is logged with the request's id, and says nothing. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const problem = toProblem(error);
    if (problem.code === 'internal') log.error({ requestId: requestIdOf(res), ...facts(error) }, 'request failed');
    if (problem.code === 'unavailable')
      log.warn({ requestId: requestIdOf(res), ...facts(error) }, 'database unavailable');
    if (res.headersSent) next(error);
    else send(res, problem);
  };
}

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Refusal) return new HttpProblem(error.code, error.detail, { facts: error.facts });
  if (isDatabaseUnavailable(error))
    return new HttpProblem('unavailable', 'The database does not answer: try again in a moment.', {
      headers: { 'Retry-After': RETRY_AFTER_SECONDS },
    });
  return fromBodyParser(error) ?? new HttpProblem('internal', 'This should not have happened; the log knows more.');
}

/** Errors that express and its body parsers raise carry an HTTP status. */
function fromBodyParser(error: unknown): HttpProblem | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  switch (error.status) {
    case 413:
      return new HttpProblem('too_large', 'Send less at once.');
    case 415:
      return new HttpProblem('unsupported_media_type', 'Send the body unencoded, as UTF-8.');
    case 400:
      return 'type' in error && error.type === 'entity.parse.failed'
        ? new HttpProblem('invalid_json', 'The body must be a JSON object.')
        : new HttpProblem('invalid_request', 'The request could not be read.');
    default:
      return null;
  }
}

function send(res: Response, problem: HttpProblem): void {
  const { code, detail, status } = problem;
  const body: Problem = {
    ...problem.facts,
    type: `urn:baton:problem:${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    detail,
    requestId: requestIdOf(res),
  };
  res.set(problem.headers).status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** An error's words may quote a row: only its kind and place are logged. */
function facts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8);
  return {
    error: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : null,
    constraint: 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null,
    at: places.map((line) => line.trim()),
  };
}
