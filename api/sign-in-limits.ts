import type { Request, RequestHandler } from 'express';
import { rateLimit, type RateLimitInfo } from 'express-rate-limit';
import { HttpProblem } from './http-problem';

const WINDOW_MS = 15 * 60_000;

/**
 * At most `most` requests of one kind per quarter of an hour. Counted in this process: what must hold for all of them
 * together, tries of a code, is counted in the database.
 */
function limit(most: number, keyGenerator?: (req: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: most,
    ...(keyGenerator === undefined ? {} : { keyGenerator }),
    standardHeaders: false,
    legacyHeaders: false,
    // X-Forwarded-For that nobody vouches for is simply not believed.
    validate: { xForwardedForHeader: false },
    handler: (req) => {
      const { rateLimit: info } = req as { rateLimit?: RateLimitInfo };
      const waitMs = (info?.resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
      const seconds = String(Math.max(1, Math.ceil(waitMs / 1_000)));
      throw new HttpProblem('too_many_requests', `Try again in ${seconds} seconds.`, {
        headers: { 'Retry-After': seconds },
      });
    },
  });
}

/** Mails asked for from one network address; a whole team may share one. */
export function limitMailsPerNetwork(): RequestHandler {
  return limit(60);
}

/** Mails asked for one e-mail address, known or not. Runs behind the body's check. */
export function limitMailsPerAddress(emailOf: (req: Request) => string): RequestHandler {
  return limit(6, (req) => emailOf(req).toLowerCase());
}

/** Links and codes tried from one network address. */
export function limitProofs(): RequestHandler {
  return limit(60);
}
