import { z } from 'zod';
import { maybeRow, run } from './query';
import type { Queryable } from './pool';

/** Wrong codes per mail. */
const TRIES = 5;
/** Codes tried per teammate and day, over all mails; then only links sign in. */
const TRIES_A_DAY = 30;

export interface NewSignIn {
  id: string;
  teammateId: string;
  tokenHash: Buffer;
  /** Null when there is only a link. */
  codeHash: Buffer | null;
  next: string | null;
  validMinutes: number;
}

/** Null for a teammate who is not active. Rows that are over are forgotten once they no longer count as tries of a day. */
export async function insertSignIn(db: Queryable, signIn: NewSignIn): Promise<{ expiresAt: Date } | null> {
  await run(db, `delete from sign_in where expires_at < now() - interval '1 day'`);
  return maybeRow(
    db,
    z.object({ expiresAt: z.date() }),
    `insert into sign_in (id, teammate_id, token_hash, code_hash, next, expires_at)
      select $1, id, $3, $4, $5, now() + make_interval(mins => $6) from teammate where id = $2 and active
      returning expires_at as "expiresAt"`,
    [signIn.id, signIn.teammateId, signIn.tokenHash, signIn.codeHash, signIn.next, signIn.validMinutes],
  );
}

const Redeemed = z.object({ teammateId: z.string(), next: z.string().nullable() });

export type Redeemed = z.output<typeof Redeemed>;

/** One statement, so that of any number at once one wins. Null when it is unknown, used, over, or nobody's any more. */
export async function redeemToken(db: Queryable, tokenHash: Buffer): Promise<Redeemed | null> {
  return maybeRow(
    db,
    Redeemed,
    `update sign_in s set redeemed_at = now() from teammate t
      where s.token_hash = $1 and s.redeemed_at is null and s.expires_at > now() and t.id = s.teammate_id and t.active
      returning s.teammate_id as "teammateId", s.next`,
    [tokenHash],
  );
}

/**
 * Counts a try at the newest mail's code for this address, and returns what it must match. Null when there is none that
 * may be tried: older mails, used ones, those out of tries.
 */
export async function countTry(db: Queryable, email: string): Promise<{ id: string; codeHash: Buffer } | null> {
  return maybeRow(
    db,
    z.object({ id: z.string(), codeHash: z.instanceof(Buffer) }),
    `update sign_in s set tries = tries + 1
      where s.id = (select n.id from sign_in n join teammate t on t.id = n.teammate_id
                     where lower(t.email) = lower($1) and t.active and n.code_hash is not null
                     order by n.created_at desc limit 1)
        and s.redeemed_at is null and s.expires_at > now() and s.tries < $2
        and (select sum(d.tries) from sign_in d
              where d.teammate_id = s.teammate_id and d.created_at > now() - interval '1 day') < $3
      returning s.id, s.code_hash as "codeHash"`,
    [email, TRIES, TRIES_A_DAY],
  );
}

/** After its code was matched. Null when somebody was faster. */
export async function redeemById(db: Queryable, id: string): Promise<Redeemed | null> {
  return maybeRow(
    db,
    Redeemed,
    `update sign_in s set redeemed_at = now() from teammate t
      where s.id = $1 and s.redeemed_at is null and s.expires_at > now() and t.id = s.teammate_id and t.active
      returning s.teammate_id as "teammateId", s.next`,
    [id],
  );
}

/** Links and codes that this teammate has not used yet sign nobody in. */
export async function endSignIns(db: Queryable, teammateId: string): Promise<void> {
  await run(db, 'update sign_in set expires_at = least(expires_at, now()) where teammate_id = $1', [teammateId]);
}
