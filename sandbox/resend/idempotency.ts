import { createHash } from 'node:crypto';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** A key that was used: for which bytes, and what came of it. */
export interface UsedKey {
  key: string;
  digest: string;
  atMs: number;
  /** Null while the first request is still being answered. */
  body: unknown;
}

export type KeyUse =
  | { kind: 'first'; settle: (body: unknown) => void; finish: () => void }
  | { kind: 'repeat'; body: unknown }
  | { kind: 'other_body' }
  | { kind: 'in_flight' };

/** Resend's idempotency: for 24 h the same key and bytes give the first answer again. */
export interface IdempotencyKeys {
  /** Of a first use, `settle` keeps the answer and `finish` says that the answering is over. */
  use(key: string, raw: Buffer, atMs: number): KeyUse;
  list(): UsedKey[];
}

export function createIdempotencyKeys(start: readonly UsedKey[]): IdempotencyKeys {
  const used = new Map(start.map((each) => [each.key, each]));
  const inFlight = new Set<string>();
  return {
    use: (key, raw, atMs) => {
      const digest = createHash('sha256').update(raw).digest('hex');
      const before = used.get(key);
      if (inFlight.has(key)) return { kind: 'in_flight' };
      if (before !== undefined && atMs - before.atMs < KEPT_MS)
        return before.digest === digest ? { kind: 'repeat', body: before.body } : { kind: 'other_body' };
      inFlight.add(key);
      return {
        kind: 'first',
        settle: (body) => void used.set(key, { key, digest, atMs, body }),
        finish: () => void inFlight.delete(key),
      };
    },
    list: () => [...used.values()],
  };
}
