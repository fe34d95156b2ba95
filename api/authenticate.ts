import type { Request, RequestHandler } from 'express';
import { findTeammateByKey, noteUse, type Scope } from '../db/api-keys';
import type { Database } from '../db/pool';
import { findTeammateBySession, renewSession } from '../db/sessions';
import type { Teammate } from '../db/teammates';
import { isSafe } from './cross-site';
import { HttpProblem } from './http-problem';
import { sessionIdOf } from './session';

interface Caller {
  teammate: Teammate;
  via: 'session' | 'key';
  /** Null for a session, which may do all that its teammate may. */
  scopes: readonly Scope[] | null;
}

const callers = new WeakMap<Request, Caller>();

const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i;

/**
 * Lets in whoever sends `Authorization: Bearer <key>` with a key in force, or else the cookie of a session; the request
 * acts as that teammate.
 */
export function requireTeammate(db: Database): RequestHandler {
  return async (req, _res, next) => {
    requireScope(await authenticate(db, req), isSafe(req) ? 'read' : 'write');
    next();
  };
}

/** Lets in only owners. */
export function requireOwner(db: Database): RequestHandler {
  return async (req, _res, next) => {
    const caller = await authenticate(db, req);
    if (caller.teammate.role !== 'owner') throw new HttpProblem('owner_required', 'Ask an owner to do this.');
    requireScope(caller, 'manage');
    next();
  };
}

/** Who is signed in with this browser; null when nobody is, which is no error to whoever asks. */
export async function findSignedIn(db: Database, req: Request): Promise<Caller | null> {
  return bySession(db, req);
}

async function authenticate(db: Database, req: Request): Promise<Caller> {
  const caller = req.get('authorization') === undefined ? await bySession(db, req) : await byKey(db, req);
  if (caller === null)
    throw new HttpProblem('unauthenticated', 'Sign in, or send a valid key as "Authorization: Bearer <key>".', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  callers.set(req, caller);
  return caller;
}

async function byKey(db: Database, req: Request): Promise<Caller | null> {
  const key = BEARER.exec(req.get('authorization') ?? '')?.[1];
  const found = key === undefined ? null : await findTeammateByKey(db, key);
  if (found === null) return null;
  const { keyId, scopes, isFirstUseToday, ...teammate } = found;
  if (isFirstUseToday) await noteUse(db, keyId);
  return { teammate, via: 'key', scopes };
}

async function bySession(db: Database, req: Request): Promise<Caller | null> {
  const sid = sessionIdOf(req);
  const found = sid === null ? null : await findTeammateBySession(db, sid);
  if (sid === null || found === null) return null;
  const { isRenewalDue, ...teammate } = found;
  if (isRenewalDue) await renewSession(db, sid);
  return { teammate, via: 'session', scopes: null };
}

function requireScope({ scopes }: Caller, scope: Scope): void {
  if (scopes === null || scopes.includes(scope)) return;
  throw new HttpProblem('scope_required', `Use a key with the scope ${scope}.`, { facts: { scope } });
}

/** Who makes this request, and how we know. Only for routes behind `requireTeammate` or `requireOwner`. */
export function callerOf(req: Request): Caller {
  const caller = callers.get(req);
  if (caller === undefined) throw new Error('this route does not require a teammate');
  return caller;
}

/** Who makes this request. Only for routes behind `requireTeammate` or `requireOwner`. */
export function teammateOf(req: Request): Teammate {
  return callerOf(req).teammate;
}

/** For the log. */
export function teammateIdOf(req: Request): string | null {
  return callers.get(req)?.teammate.id ?? null;
}
