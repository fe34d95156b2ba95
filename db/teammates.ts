import { z } from 'zod';
import { DEFAULT_HANDOFF_SETTINGS, type HandoffSettings, type OnCall } from '../domain/handoff-settings';
import { toLanguage } from '../domain/language/languages';
import type { Roster } from '../domain/pick-assignee';
import { maybeRow, rows } from './query';
import { readSetting } from './settings';
import type { Queryable, Transaction } from './pool';

/** Selects a `Teammate` from the table under the alias `t`. */
export const TEAMMATE_COLUMNS = `t.id, t.name, t.email, t.role, t.active, t.last_resort as "isLastResort",
  t.time_zone as "timeZone", t.language, t.public_name as "publicName"`;

export const Teammate = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'teammate']),
  active: z.boolean(),
  /** Receives what nobody else does. */
  isLastResort: z.boolean(),
  /** IANA name. */
  timeZone: z.string().nullable(),
  /** One of ours; null when none was chosen, or it is no longer one. */
  language: z.string().nullable().transform(toLanguage),
  /** What customers are told; null for the first word of the name. */
  publicName: z.string().nullable(),
});

export type Teammate = z.output<typeof Teammate>;

export async function listTeammates(db: Queryable): Promise<Teammate[]> {
  return rows(
    db,
    Teammate,
    `select ${TEAMMATE_COLUMNS} from teammate t where t.active order by t.created_at desc, t.id`,
  );
}

export async function findTeammate(db: Queryable, id: string): Promise<Teammate | null> {
  return maybeRow(db, Teammate, `select ${TEAMMATE_COLUMNS} from teammate t where t.id = $1`, [id]);
}

/**
 * The same, and they stay so until this transaction ends: whoever deactivates them waits, and then sees what it gave them.
 */
export async function shareTeammate(tx: Transaction, id: string): Promise<Teammate | null> {
  return maybeRow(tx, Teammate, `select ${TEAMMATE_COLUMNS} from teammate t where t.id = $1 for share`, [id]);
}

/** The active teammate with this address, whatever its case. */
export async function findTeammateByEmail(db: Queryable, email: string): Promise<Teammate | null> {
  return maybeRow(
    db,
    Teammate,
    `select ${TEAMMATE_COLUMNS} from teammate t where lower(t.email) = lower($1) and t.active`,
    [email],
  );
}

/**
 * Everybody who could receive a handoff now. They stay so until this transaction ends: whoever removes a teammate waits,
 * and then sees the handoff that went to them.
 */
export async function loadRoster(tx: Transaction): Promise<Roster> {
  const [teammates, onCall] = await Promise.all([
    rows(tx, Teammate, `select ${TEAMMATE_COLUMNS} from teammate t where t.active order by t.id for share`),
    readOnCall(tx),
  ]);
  const owner = teammates.find(({ isLastResort }) => isLastResort);
  if (owner === undefined) throw new Error('this installation has no last resort');
  return { owner, teammates, onCall };
}

const StoredHandoffSettings = z.object({
  policy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fixed'), teammateId: z.string() }),
    z.object({ kind: z.literal('on_call') }),
    z.object({ kind: z.literal('owner') }),
  ]),
  reassurance: z.string().nullable().default(null),
  opensWithName: z.boolean().default(true),
});

/** The stored settings, or ours when none are stored or they can no longer be read: a handoff never fails on a setting. */
export async function readHandoffSettings(db: Queryable): Promise<HandoffSettings> {
  const stored = await readSetting(db, 'handoff');
  const settings = StoredHandoffSettings.safeParse(stored?.value);
  return settings.success ? settings.data : DEFAULT_HANDOFF_SETTINGS;
}

const StoredOnCall = z.object({ teammateId: z.string().nullable(), until: z.string().nullable() });

export async function readOnCall(db: Queryable): Promise<OnCall> {
  const stored = await readSetting(db, 'on_call');
  const onCall = StoredOnCall.safeParse(stored?.value);
  return onCall.success ? onCall.data : { teammateId: null, until: null };
}
