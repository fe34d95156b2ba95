import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { promisify } from 'node:util';
import { forgetEndedSessions, SESSION_DAYS } from '../db/sessions';
import { SESSION_COOKIE } from './contract/session-cookie';
import { crossSite, isOurs, isSafe } from './cross-site';
import type { ApiContext } from './dependencies';
import type { HttpProblem } from './http-problem';

declare module 'express-session' {
  interface SessionData {
    teammateId: string;
  }
}

const PATH = '/';
const UNSIGNED = /^\/(docs|openapi\.json)/;

/**
 * Reads the session cookie, under /api; the documentation needs none. Nothing is stored until somebody signs in.
 */
export function sessions({ db, log, publicUrl, signIn }: ApiContext): RequestHandler {
  const isSecure = publicUrl.startsWith('https:');
  const PgStore = connectPgSimple(session);
  const withSession = session({
    name: SESSION_COOKIE,
    secret: signIn.sessionSecret,
    store: new PgStore({
      pool: db,
      tableName: 'session',
      // Renewed once a day by `authenticate`, not at every request.
      disableTouch: true,
      pruneSessionInterval: false,
      errorLog: () => log.warn({}, 'a session could not be read or stored'),
    }),
    resave: false,
    saveUninitialized: false,
    // Sends the cookie with every answer, which moves its end in the browser.
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: PATH, maxAge: SESSION_DAYS * 86_400_000 },
  });
  return (req, res, next) => {
    if (UNSIGNED.test(req.path)) {
      next();
      return;
    }
    // TLS may end before us, at a proxy that does not say so: what browsers see is PUBLIC_URL.
    Object.defineProperty(req, 'secure', { value: isSecure });
    withSession(req, res, (error?: unknown) => {
      next(error ?? refusal(req, publicUrl));
    });
  };
}

/** A cookie comes along with whatever a browser is made to send, so it alone changes nothing. A key does not. */
function refusal(req: Request, publicUrl: string): HttpProblem | undefined {
  if (isSafe(req) || sessionIdOf(req) === null || req.get('authorization') !== undefined) return undefined;
  return isOurs(req, publicUrl) ? undefined : crossSite();
}

/** The id of a session that somebody has signed in to; null when the request comes with none. */
export function sessionIdOf(req: Request): string | null {
  const { session } = req as { session?: Request['session'] };
  return session?.teammateId === undefined ? null : session.id;
}

/** Begins a session under a new id, so that an id somebody else may know is worth nothing. */
export async function beginSession({ db }: Pick<ApiContext, 'db'>, req: Request, teammateId: string): Promise<void> {
  await forgetEndedSessions(db);
  await promisify(req.session.regenerate.bind(req.session))();
  req.session.teammateId = teammateId;
  await promisify(req.session.save.bind(req.session))();
}

/** Ends the session of this request, if there is one, and takes the cookie back. */
export async function endSession(req: Request, res: Response): Promise<void> {
  if (sessionIdOf(req) !== null) await promisify(req.session.destroy.bind(req.session))();
  res.clearCookie(SESSION_COOKIE, { path: PATH });
}
