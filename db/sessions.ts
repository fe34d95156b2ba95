import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { maybeRow, row, run } from './query';
import type { Queryable } from './pool';
import { Teammate, TEAMMATE_COLUMNS } from './teammates';

/** Days a session lasts after its last use. */
export const SESSION_DAYS = 30;

const SessionTeammate = Teammate.extend({ isRenewalDue: z.boolean() });

/** Whose session this is; null when it has ended or its teammate is no longer active. `isRenewalDue` once a day. */
export async function findTeammateBySession(
  db: Queryable,
  sid: string,
): Promise<z.output<typeof SessionTeammate> | null> {
  return maybeRow(
    db,
    SessionTeammate,
    `select ${TEAMMATE_COLUMNS}, s.expire < now() + make_interval(days => $2 - 1) as "isRenewalDue"
      from session s join teammate t on t.id = s.teammate_id where s.sid = $1 and s.expire > now() and t.active`,
    [sid, SESSION_DAYS],
  );
}

/** Only ever moves the end of a session that is still there: writing all of it would bring back one just ended. */
export async function renewSession(db: Queryable, sid: string): Promise<void> {
  await run(db, 'update session set expire = now() + make_interval(days => $2) where sid = $1', [sid, SESSION_DAYS]);
}

/** Ends every session of a teammate from the next request on. */
export async function endSessions(db: Queryable, teammateId: string): Promise<void> {
  await run(db, 'delete from session where teammate_id = $1', [teammateId]);
}

export async function forgetEndedSessions(db: Queryable): Promise<void> {
  await run(db, 'delete from session where expire < now()');
}

/**
 * What signs session cookies: the configured secret, or one that the first start made and that every api of this
 * installation shares.
 */
export async function sessionSecret(db: Queryable, configured: string | null): Promise<string> {
  if (configured !== null) return configured;
  const { secret } = await row(
    db,
    z.object({ secret: z.string() }),
    'update installation set session_secret = coalesce(session_secret, $1) returning session_secret as secret',
    [randomBytes(32).toString('base64url')],
  );
  return secret;
}
