import type { Request, RequestHandler } from 'express';
import { findTeammateByKey } from '../db/api-keys';
import type { Database } from '../db/pool';
import type { Teammate } from '../domain/pick-assignee';
import { HttpProblem } from './http-problem';

const authenticated = new WeakMap<Request, Teammate>();

const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i;

/** Lets in whoever sends `Authorization: Bearer <key>` with a key in force; the request acts as the key's teammate. */
export function requireTeammate(db: Database): RequestHandler {
  return async (req, _res, next) => {
    await authenticate(db, req);
    next();
  };
}

/** Lets in only the owner's keys. */
export function requireOwner(db: Database): RequestHandler {
  return async (req, _res, next) => {
    const { role } = await authenticate(db, req);
    if (role !== 'owner') throw new HttpProblem('owner_required', "Use one of the owner's keys.");
    next();
  };
}

async function authenticate(db: Database, req: Request): Promise<Teammate> {
  const key = BEARER.exec(req.get('authorization') ?? '')?.[1];
  const teammate = key === undefined ? null : await findTeammateByKey(db, key);
  if (teammate === null)
    throw new HttpProblem('unauthenticated', 'Send a valid key as "Authorization: Bearer <key>".', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  authenticated.set(req, teammate);
  return teammate;
}

/** Who makes this request. Only for routes behind `requireTeammate`. */
export function teammateOf(req: Request): Teammate {
  const teammate = authenticated.get(req);
  if (teammate === undefined) throw new Error('this route does not require a teammate');
  return teammate;
}

/** For the log. */
export function teammateIdOf(req: Request): string | null {
  return authenticated.get(req)?.id ?? null;
}
