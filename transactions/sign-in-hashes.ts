import { createHash, createHmac } from 'node:crypto';

/** A token has 256 random bits, so a plain hash cannot be guessed back. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A code has 20 bits: without the secret, whoever reads the hash would have it at once. The id keeps equal codes apart. */
export function hashOfCode(sessionSecret: string, signInId: string, code: string): Buffer {
  return createHmac('sha256', sessionSecret).update(`sign-in code ${signInId} ${code}`).digest();
}
