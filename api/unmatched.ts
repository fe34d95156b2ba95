import type { RequestHandler } from 'express';
import { OPERATIONS } from './contract/operations';
import { HttpProblem } from './http-problem';

const KNOWN = OPERATIONS.map(({ method, path }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
}));

/** The end of the line: a known address with another method is 405, anything else 404. */
export const unmatched: RequestHandler = (req) => {
  const allowed = KNOWN.filter(({ pattern }) => pattern.test(req.path)).map(({ method }) => method);
  if (allowed.length === 0) throw new HttpProblem('not_found', 'There is nothing at this address; see /api/docs.');
  throw new HttpProblem('method_not_allowed', `Use ${allowed.join(' or ')}.`, {
    headers: { Allow: allowed.join(', ') },
  });
};
