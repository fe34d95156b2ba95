import { createPool } from '../db/pool';
import { findTeammateByEmail } from '../db/teammates';
import { makeSignInLink } from '../transactions/make-sign-in';
import type { Complete } from './product';

const VALID_MINUTES = 60;

/**
 * A link that signs this teammate in once within an hour, for whoever has a shell on the server while mail is down.
 * @throws when no active teammate has this address.
 */
export async function signInLink(
  { databaseUrl, publicUrl }: Pick<Complete, 'databaseUrl' | 'publicUrl'>,
  email: string,
): Promise<string> {
  const db = createPool({ url: databaseUrl, applicationName: 'baton-sign-in-link', max: 1, onError: () => undefined });
  try {
    const teammate = await findTeammateByEmail(db, email);
    const made =
      teammate && (await makeSignInLink(db, { teammateId: teammate.id, publicUrl, validMinutes: VALID_MINUTES }));
    if (made === null) throw new Error('no active teammate has this address');
    return made.url;
  } finally {
    await db.end();
  }
}
