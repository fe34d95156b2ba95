import { z } from 'zod';
import { migrationState } from '../db/migrate';
import type { Database } from '../db/pool';
import { row } from '../db/query';
import { isWritable } from '../db/readiness';
import { notLookedAt, weak, well, wrong, type Check, type Finding } from './check';
import { codeOf } from './run-checks';

const OLDEST_SUPPORTED = 150_000;
const SKEW_ODD_MS = 1_000;
const SKEW_WRONG_MS = 10_000;

/** The database: there, new enough, writable, with this release's tables, and of the same time as we. */
export function postgresChecks(db: Database | null): Check[] {
  const on = (name: string, look: (db: Database) => Promise<Finding>): Check => ({
    name,
    look: () => (db === null ? Promise.resolve(notLookedAt('DATABASE_URL')) : unlessDown(() => look(db))),
  });
  return [on('Postgres', version), on('Postgres takes writes', writable), on('Tables', tables), on('Clocks', clocks)];
}

async function version(db: Database): Promise<Finding> {
  const shape = z.object({ number: z.number(), name: z.string() });
  const { number, name } = await row(
    db,
    shape,
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  return number >= OLDEST_SUPPORTED
    ? well(`version ${name}`)
    : wrong(`version ${name}`, 'Upgrade Postgres to 15 or newer.');
}

async function writable(db: Database): Promise<Finding> {
  return (await isWritable(db))
    ? well('yes')
    : wrong('it is read-only', 'Let DATABASE_URL name the primary, and see that its disk is not full.');
}

async function tables(db: Database): Promise<Finding> {
  const { applied, missing, foreign } = await migrationState(db);
  if (foreign.length > 0)
    return wrong(
      `${foreign.length} migrations are of another release (${foreign[0] ?? ''})`,
      'Start the newest release that was ever used with this database.',
    );
  if (missing.length > 0)
    return wrong(
      `${missing.length} of ${applied + missing.length} migrations are missing`,
      'Start an api or a worker: it applies them.',
    );
  return well(`${applied} migrations`);
}

/** By the middle of the question's journey. */
async function clocks(db: Database): Promise<Finding> {
  const askedMs = Date.now();
  const { now } = await row(db, z.object({ now: z.date() }), 'select clock_timestamp() as now');
  const skewMs = Math.round(Math.abs(now.getTime() - (askedMs + Date.now()) / 2));
  if (skewMs < SKEW_ODD_MS) return well(`the database's is ${skewMs} ms away from this machine's`);
  const finding = skewMs < SKEW_WRONG_MS ? weak : wrong;
  return finding(
    `the database's is ${skewMs / 1_000} s away from this machine's`,
    'Let NTP set the clocks of both machines.',
  );
}

const NO_SUCH_DATABASE = '3D000';
const WRONG_PASSWORD = /^28/;

async function unlessDown(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const code = codeOf(error);
    if (WRONG_PASSWORD.test(code))
      return wrong(`it refuses this account (${code})`, 'Correct the name and the password in DATABASE_URL.');
    if (code === NO_SUCH_DATABASE)
      return wrong('it has no such database', 'Create it, or correct the last part of DATABASE_URL.');
    return wrong(`cannot be reached (${code})`, 'Start Postgres, or correct the host and the port in DATABASE_URL.');
  }
}
