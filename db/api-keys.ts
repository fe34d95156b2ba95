import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Teammate } from '../domain/pick-assignee';
import { maybeRow, row, rows, run } from './query';
import { transaction, type Database, type Queryable } from './pool';

const ActingTeammate = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'teammate']),
  active: z.boolean(),
});

/** Whom a key acts as; null when it is unknown or revoked, or its teammate is no longer active. */
export async function findTeammateByKey(db: Queryable, key: string): Promise<Teammate | null> {
  return maybeRow(
    db,
    ActingTeammate,
    `select t.id, t.name, t.email, t.role, t.active from api_key k join teammate t on t.id = k.teammate_id
      where k.key_hash = $1 and k.revoked_at is null and t.active`,
    [hashOf(key)],
  );
}

const StoredKey = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  teammateId: z.string(),
  createdAt: z.date(),
});

export type StoredKey = z.output<typeof StoredKey>;

/** The keys in force, newest first. */
export async function listApiKeys(db: Queryable): Promise<StoredKey[]> {
  return rows(
    db,
    StoredKey,
    `select id, name, prefix, teammate_id as "teammateId", created_at as "createdAt" from api_key
      where revoked_at is null order by created_at desc, id`,
  );
}

/** Makes a key; the only time it is known. Null when the teammate does not exist or is inactive. */
export async function makeApiKey(
  db: Queryable,
  { name, teammateId }: { name: string; teammateId: string },
): Promise<{ id: string; key: string } | null> {
  const key = `${KEY_START}${randomBytes(32).toString('base64url')}`;
  const made = await maybeRow(
    db,
    z.object({ id: z.string() }),
    `insert into api_key (teammate_id, name, prefix, key_hash)
      select id, $2, $3, $4 from teammate where id = $1 and active returning id`,
    [teammateId, name, prefixOf(key), hashOf(key)],
  );
  return made === null ? null : { id: made.id, key };
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
        on conflict (key_hash) do update set teammate_id = $1, name = $2, prefix = $3, revoked_at = null`,
      [teammateId, name, CONFIGURED, hashOf(key)],
    );
  });
}

/**
 * The account's last resort, made at the first start and kept as the configuration names them.
 * @throws when another active teammate has this address.
 */
export async function ensureOwner(
  db: Queryable,
  { name, email }: { name: string; email: string },
): Promise<{ id: string }> {
  return row(
    db,
    z.object({ id: z.string() }),
    `insert into teammate (name, email, role) values ($1, $2, 'owner')
      on conflict (role) where role = 'owner' do update set name = $1, email = $2 returning id`,
    [name, email],
  );
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
