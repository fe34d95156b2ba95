import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { ApiContext } from './dependencies';
import { teammateIdOf } from './authenticate';

const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Gives every request an id and notes how it ended, in the log and in the metrics. Of the address only the route's
 * pattern is kept: no body, no query, nothing that somebody typed.
 */
export function requestLog({ log, metrics }: Pick<ApiContext, 'log' | 'metrics'>): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    res.setHeader('X-Request-Id', randomUUID());
    res.once('close', () => {
      const ms = performance.now() - begun;
      const route = routeOf(req);
      const status = res.writableFinished ? res.statusCode : 499; // the client went away
      metrics.requests.observe({ method: req.method, route, status: String(status) }, ms / 1_000);
      if (QUIET.has(route) && status < 400) return;
      const teammateId = teammateIdOf(req);
      log.info(
        {
          requestId: requestIdOf(res),
          method: req.method,
          route,
          status,
          ms: Math.round(ms * 10) / 10,
          ...(teammateId === null ? {} : { teammateId }),
        },
        'request',
      );
    });
    next();
  };
}

/** The id under which the log knows this request. */
export function requestIdOf(res: Response): string {
  return String(res.getHeader('X-Request-Id') ?? '');
}

function routeOf(req: Request): string {
  const { route } = req as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : 'unmatched';
}
