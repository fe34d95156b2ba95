import { timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../db/pool';
import { countTry, redeemById, redeemToken, type Redeemed } from '../db/sign-ins';
import { hashOfCode, hashOfToken } from './sign-in-hashes';

export type SignInProof = { token: string } | { email: string; code: string };

/**
 * Uses up the sign-in that the proof belongs to. Null for every kind of failure: nobody learns which. A code is counted
 * before it is compared, so that guesses at once count as well.
 */
export async function redeemSignIn(db: Queryable, proof: SignInProof, sessionSecret: string): Promise<Redeemed | null> {
  if ('token' in proof) return redeemToken(db, hashOfToken(proof.token));
  const tried = await countTry(db, proof.email.trim());
  if (tried === null) return null;
  // People type the code as they see it: in groups.
  const code = proof.code.replace(/[\s-]/g, '');
  if (!timingSafeEqual(hashOfCode(sessionSecret, tried.id, code), tried.codeHash)) return null;
  return redeemById(db, tried.id);
}
