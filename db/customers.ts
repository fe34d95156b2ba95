import { z } from 'zod';
import type { CustomerIdentity, Identities } from '../domain/inbound';
import { row, rows, run } from './query';
import type { Transaction } from './pool';

const KINDS = [
  ['wa_id', 'waId'],
  ['bsuid', 'bsuid'],
  ['parent_bsuid', 'parentBsuid'],
] as const;

/** The ids that are present, as (kind, value) pairs. */
export function presentIds(identities: Identities): { kind: string; value: string }[] {
  return KINDS.flatMap(([kind, field]) => {
    const value = identities[field];
    return value === null || value === '' ? [] : [{ kind, value }];
  });
}

function keysOf(identities: Identities): string[] {
  return presentIds(identities).map(({ kind, value }) => `${kind}:${value}`);
}

/**
 * Takes the per-identity locks of everybody in a webhook, in one order for all: two halves of a first burst in parallel
 * make one customer.
 */
export async function lockIdentities(tx: Transaction, everybody: readonly Identities[]): Promise<void> {
  const keys = [...new Set(everybody.flatMap(keysOf))].sort();
  if (keys.length === 0) return;
  await run(tx, 'select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key', [keys]);
}

/** A customer as stored; `ids` are all that lead to them, as `kind:value`. */
const KnownCustomer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  ids: z.array(z.string()),
  /** Into somebody else, to whom the ids lead by now. */
  merged: z.boolean(),
});

export type KnownCustomer = z.output<typeof KnownCustomer>;

/**
 * The customers these ids lead to, oldest first, locked: nobody can merge them meanwhile. More than one means that they
 * turned out to be the same person. One that is `merged` by now was merged while this waited for the lock.
 */
export async function customersByIdentity(
  tx: Transaction,
  identities: readonly Identities[],
): Promise<KnownCustomer[]> {
  const ids = identities.flatMap(presentIds);
  return rows(
    tx,
    KnownCustomer,
    `select id, merged_into is not null as merged, name, phone, username,
        array(select kind || ':' || value from customer_identity where customer_id = customer.id) as ids
      from customer where id in
        (select customer_id from customer_identity where (kind, value) in (select * from unnest($1::text[], $2::text[])))
      order by created_at, id for no key update`,
    [ids.map(({ kind }) => kind), ids.map(({ value }) => value)],
  );
}

/** Stores somebody whose ids lead to nobody yet, and leads them here. */
export async function insertCustomer(tx: Transaction, id: string, sender: CustomerIdentity): Promise<KnownCustomer> {
  const ids = presentIds(sender);
  return row(
    tx,
    KnownCustomer,
    `with made as (insert into customer (id, name, phone, username) values ($1, $2, $3, $4) returning *),
        led as (insert into customer_identity (kind, value, customer_id)
          select kind, value, made.id from made, unnest($5::text[], $6::text[]) as id (kind, value)
          returning kind || ':' || value as key)
      select id, false as merged, name, phone, username, array(select key from led) as ids from made`,
    [
      id,
      sender.profileName,
      digits(sender.waId),
      sender.username,
      ids.map(({ kind }) => kind),
      ids.map(({ value }) => value),
    ],
  );
}

/** True when one of these ids leads to the customer. */
export function isNamedBy({ ids }: KnownCustomer, identities: Identities): boolean {
  return keysOf(identities).some((key) => ids.includes(key));
}

/** True when all of these ids lead to the customer: the common case, which writes nothing. */
export function isLedTo({ ids }: KnownCustomer, identities: Identities): boolean {
  return keysOf(identities).every((key) => ids.includes(key));
}

/** Leads these ids to the customer, also when they led to somebody else before. */
export async function linkIdentities(tx: Transaction, customerId: string, identities: Identities): Promise<void> {
  const ids = presentIds(identities);
  await run(
    tx,
    `insert into customer_identity (kind, value, customer_id) select kind, value, $3 from unnest($1::text[], $2::text[]) as id (kind, value)
      on conflict (kind, value) do update set customer_id = $3 where customer_identity.customer_id <> $3`,
    [ids.map(({ kind }) => kind), ids.map(({ value }) => value), customerId],
  );
}

/** Keeps what WhatsApp last said about the person; what it left out stays as it was. Returns whether that was any news. */
export async function updateProfile(tx: Transaction, known: KnownCustomer, sender: CustomerIdentity): Promise<boolean> {
  const name = sender.profileName ?? known.name;
  const phone = digits(sender.waId) ?? known.phone;
  const username = sender.username ?? known.username;
  if (name === known.name && phone === known.phone && username === known.username) return false;
  await run(tx, 'update customer set name = $2, phone = $3, username = $4 where id = $1', [
    known.id,
    name,
    phone,
    username,
  ]);
  return true;
}

function digits(waId: string | null): string | null {
  return waId !== null && /^[0-9]{1,32}$/.test(waId) ? waId : null;
}
