import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { maybeRow, rows, run } from './query';
import { transaction, type Database, type Queryable } from './pool';
import { Teammate, TEAMMATE_COLUMNS } from './teammates';

const Scope = z.enum(['read', 'write', 'manage']);

export type Scope = z.output<typeof Scope>;

const ActingTeammate = Teammate.extend({ keyId: z.string(), scopes: z.array(Scope), isFirstUseToday: z.boolean() });

const TODAY = `(now() at time zone 'utc')::date`;

/** Whom a key acts as; null when it is unknown or revoked, or its teammate is no longer active. */
export async function findTeammateByKey(db: Queryable, key: string): Promise<z.output<typeof ActingTeammate> | null> {
  return maybeRow(
    db,
    ActingTeammate,
    `select ${TEAMMATE_COLUMNS}, k.id as "keyId", k.scopes, k.last_used_on is distinct from ${TODAY} as "isFirstUseToday"
      from api_key k join teammate t on t.id = k.teammate_id
      where k.key_hash = $1 and k.revoked_at is null and t.active`,
    [hashOf(key)],
  );
}

/** The day is enough to find keys that nobody needs, and costs one write a day. */
export async function noteUse(db: Queryable, keyId: string): Promise<void> {
  await run(db, `update api_key set last_used_on = ${TODAY} where id = $1 and last_used_on is distinct from ${TODAY}`, [
    keyId,
  ]);
}

const StoredKey = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  teammateId: z.string(),
  scopes: z.array(Scope),
  createdAt: z.date(),
  /** `2026-11-25`, in UTC. */
  lastUsedOn: z.string().nullable(),
});

export type StoredKey = z.output<typeof StoredKey>;

/** The keys in force, newest first. */
export async function listApiKeys(db: Queryable): Promise<StoredKey[]> {
  return rows(
    db,
    StoredKey,
    `select id, name, prefix, teammate_id as "teammateId", scopes, created_at as "createdAt",
        last_used_on::text as "lastUsedOn"
      from api_key where revoked_at is null order by created_at desc, id`,
  );
}

/**
 * Makes a key; the only time it is known. Without `scopes` it may do all that the teammate may. Null when the teammate
 * does not exist or is inactive.
 */
export async function makeApiKey(
  db: Queryable,
  { name, teammateId, scopes }: { name: string; teammateId: string; scopes?: readonly Scope[] | undefined },
): Promise<{ id: string; key: string; scopes: Scope[] } | null> {
  const key = `${KEY_START}${randomBytes(32).toString('base64url')}`;
  const made = await maybeRow(
    db,
    z.object({ id: z.string(), scopes: z.array(Scope) }),
    `insert into api_key (teammate_id, name, prefix, key_hash, scopes)
      select id, $2, $3, $4, coalesce($5::text[], case role when 'owner' then '{read,write,manage}' else '{read,write}' end::text[])
      from teammate where id = $1 and active returning id, scopes`,
    [teammateId, name, prefixOf(key), hashOf(key), scopes === undefined ? null : [...new Set(scopes)]],
  );
  return made === null ? null : { ...made, key };
}

/** Revokes a key from the next request on; false when there is none with this id. */
export async function revokeApiKey(db: Queryable, id: string): Promise<boolean> {
  return (await run(db, 'update api_key set revoked_at = coalesce(revoked_at, now()) where id = $1', [id])) > 0;
}

/**
 * Makes the configured key valid, at every start. What the configuration named before under the same name is revoked, so
 * that changing the key there withdraws the old one.
 */
export async function ensureApiKey(
  db: Database,
  { key, teammateId, name }: { key: string; teammateId: string; name: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    await run(
      tx,
      `update api_key set revoked_at = now()
        where teammate_id = $1 and name = $2 and prefix = $3 and key_hash <> $4 and revoked_at is null`,
      [teammateId, name, CONFIGURED, hashOf(key)],
    );
    await run(
      tx,
      `insert into api_key (teammate_id, name, prefix, key_hash) values ($1, $2, $3, $4)
        on conflict (key_hash) do update set teammate_id = $1, name = $2, prefix = $3, scopes = default, revoked_at = null`,
      [teammateId, name, CONFIGURED, hashOf(key)],
    );
  });
}

const KEY_START = 'baton_';
/** Stands in the prefix column for a key that somebody else chose: a part of it could be most of it. */
const CONFIGURED = 'configured';

/** Enough of a key of ours to tell keys apart: 30 of its 256 bits. */
function prefixOf(key: string): string {
  return key.slice(0, KEY_START.length + 5);
}

/** Keys carry 256 random bits, so a plain hash cannot be guessed back. */
function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
