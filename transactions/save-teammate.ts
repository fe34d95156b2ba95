import { z } from 'zod';
import { sqlState, type Database } from '../db/pool';
import { maybeRow, row } from '../db/query';
import type { Teammate } from '../domain/pick-assignee';
import { Refusal } from '../domain/refusal';

const COLUMNS = 'id, name, email, role, active';

const Saved = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'teammate']),
  active: z.boolean(),
});

/** @throws Refusal `email_taken`. */
export async function addTeammate(db: Database, { name, email }: { name: string; email: string }): Promise<Teammate> {
  return refusingTakenEmail(() =>
    row(db, Saved, `insert into teammate (name, email) values ($1, $2) returning ${COLUMNS}`, [name, email]),
  );
}

/** Changes what is given. @throws Refusal `not_found`, also for a deactivated teammate; `email_taken`. */
export async function changeTeammate(
  db: Database,
  id: string,
  change: { name?: string | undefined; email?: string | undefined },
): Promise<Teammate> {
  const changed = await refusingTakenEmail(() =>
    maybeRow(
      db,
      Saved,
      `update teammate set name = coalesce($2, name), email = coalesce($3, email) where id = $1 and active
        returning ${COLUMNS}`,
      [id, change.name ?? null, change.email ?? null],
    ),
  );
  if (changed === null) throw new Refusal('not_found', 'There is no teammate with this id.');
  return changed;
}

const UNIQUE_VIOLATION = '23505';

async function refusingTakenEmail<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    throw new Refusal('email_taken', 'Another teammate already has this e-mail address.');
  }
}
