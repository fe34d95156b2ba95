import { transaction, type Database } from '../db/pool';
import { Id, row, run } from '../db/query';

/**
 * The last resort, made at the first start. Their address follows the configuration: a teammate who has it already becomes
 * the last resort, otherwise the last resort gets it. So does their name, whenever the configured one changes; in between
 * it is theirs to change. Safe with several starting at once.
 */
export async function ensureOwner(db: Database, owner: { name: string; email: string }): Promise<{ id: string }> {
  return transaction(db, async (tx) => {
    await run(
      tx,
      `update teammate set last_resort = false
        where last_resort and exists
          (select 1 from teammate o where lower(o.email) = lower($1) and o.active and not o.last_resort)`,
      [owner.email],
    );
    await run(
      tx,
      `update teammate set role = 'owner', last_resort = true, configured_name = $2
        where lower(email) = lower($1) and active and not last_resort`,
      [owner.email, owner.name],
    );
    return row(
      tx,
      Id,
      `insert into teammate as t (name, email, role, last_resort, configured_name) values ($1, $2, 'owner', true, $1)
        on conflict (last_resort) where last_resort do update
          set email = $2, configured_name = $1,
            name = case when t.configured_name is distinct from $1 then $1 else t.name end
        returning id`,
      [owner.name, owner.email],
    );
  });
}
