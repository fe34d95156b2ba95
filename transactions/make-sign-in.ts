import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Queryable } from '../db/pool';
import { insertSignIn } from '../db/sign-ins';
import { hashOfCode, hashOfToken } from './sign-in-hashes';

export interface SignInWish {
  teammateId: string;
  publicUrl: string;
  validMinutes: number;
  /** Where the teammate was going: a path of ours. */
  next?: string | null;
}

export interface MadeSignIn {
  id: string;
  /** The token is in the fragment, which browsers keep to themselves: no log of a server ever has it. */
  url: string;
  expiresAt: Date;
}

/** A link that signs a teammate in, once; null when there is no active teammate with this id. */
export async function makeSignInLink(db: Queryable, wish: SignInWish): Promise<MadeSignIn | null> {
  return make(db, wish, randomUUID(), null);
}

/** The same, and a six-digit code for where the link cannot be opened. The code is hashed with `sessionSecret`. */
export async function makeSignInWithCode(
  db: Queryable,
  wish: SignInWish,
  sessionSecret: string,
): Promise<(MadeSignIn & { code: string }) | null> {
  const id = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const made = await make(db, wish, id, hashOfCode(sessionSecret, id, code));
  return made === null ? null : { ...made, code };
}

async function make(
  db: Queryable,
  { teammateId, publicUrl, validMinutes, next = null }: SignInWish,
  id: string,
  codeHash: Buffer | null,
): Promise<MadeSignIn | null> {
  const token = randomBytes(32).toString('base64url');
  const stored = await insertSignIn(db, {
    id,
    teammateId,
    tokenHash: hashOfToken(token),
    codeHash,
    next,
    validMinutes,
  });
  if (stored === null) return null;
  const query = next === null ? '' : `?${new URLSearchParams({ next }).toString()}`;
  return { id, url: `${publicUrl}/sign-in${query}#${token}`, expiresAt: stored.expiresAt };
}
