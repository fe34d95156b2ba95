import { sqlState, transaction, type Database, type Transaction } from '../db/pool';
import { maybeRow, row } from '../db/query';
import { endSignIns } from '../db/sign-ins';
import { Teammate, TEAMMATE_COLUMNS } from '../db/teammates';
import { Refusal } from '../domain/refusal';

/** Undefined is left as it is; null clears. */
export interface TeammateFacts {
  name?: string | undefined;
  email?: string | undefined;
  role?: Teammate['role'] | undefined;
  timeZone?: string | null | undefined;
  language?: Teammate['language'] | undefined;
  publicName?: string | null | undefined;
}

/** @throws Refusal `email_taken`. */
export async function addTeammate(
  db: Database,
  { name, email, role = 'teammate', ...facts }: TeammateFacts & { name: string; email: string },
): Promise<Teammate> {
  return refusing(() =>
    row(
      db,
      Teammate,
      `insert into teammate as t (name, email, role, time_zone, language, public_name)
        values ($1, $2, $3, $4, $5, $6) returning ${TEAMMATE_COLUMNS}`,
      [name, email, role, facts.timeZone ?? null, facts.language ?? null, facts.publicName ?? null],
    ),
  );
}

/**
 * Changes what is given. A new address ends the links that were sent to the old one.
 * @throws Refusal `not_found`, also for a deactivated teammate; `email_taken`; `owner_must_stay`.
 */
export async function changeTeammate(db: Database, id: string, change: TeammateFacts): Promise<Teammate> {
  return refusing(() =>
    transaction(db, async (tx) => {
      const before = await lock(tx, id);
      const { name, email, role, timeZone, language, publicName } = { ...before, ...given(change) };
      if (email.toLowerCase() !== before.email.toLowerCase()) await endSignIns(tx, id);
      return row(
        tx,
        Teammate,
        `update teammate t set name = $2, email = $3, role = $4, time_zone = $5, language = $6, public_name = $7
          where id = $1 returning ${TEAMMATE_COLUMNS}`,
        [id, name, email, role, timeZone, language, publicName],
      );
    }),
  );
}

async function lock(tx: Transaction, id: string): Promise<Teammate> {
  const teammate = await maybeRow(
    tx,
    Teammate,
    `select ${TEAMMATE_COLUMNS} from teammate t where t.id = $1 and t.active for update`,
    [id],
  );
  if (teammate === null) throw new Refusal('not_found', 'There is no teammate with this id.');
  return teammate;
}

type Given<Facts> = { [Name in keyof Facts]?: Exclude<Facts[Name], undefined> };

function given<Facts extends object>(facts: Facts): Given<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Given<Facts>;
}

const UNIQUE_VIOLATION = '23505';
const CHECK_VIOLATION = '23514';

async function refusing<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    switch (sqlState(error)) {
      case UNIQUE_VIOLATION:
        throw new Refusal('email_taken', 'Another teammate already has this e-mail address.');
      case CHECK_VIOLATION:
        throw new Refusal('owner_must_stay', 'The last resort of every handoff stays an owner.');
      default:
        throw error;
    }
  }
}
