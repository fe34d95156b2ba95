import { z } from 'zod';
import { row } from './query';
import type { Queryable } from './pool';

const PushKeys = z.object({
  /** Base64url; what a browser subscribes with. */
  publicKey: z.string(),
  privateKey: z.string(),
});

/** What push services know this installation by (VAPID, RFC 8292). */
export type PushKeys = z.output<typeof PushKeys>;

/** The keys in force: `made` if there were none before. Of several processes that start at once, all get the same. */
export async function keepPushKeys(db: Queryable, made: PushKeys): Promise<PushKeys> {
  const { keys } = await row(
    db,
    z.object({ keys: PushKeys }),
    'update installation set push_keys = coalesce(push_keys, $1) returning push_keys as keys',
    [made],
  );
  return keys;
}
