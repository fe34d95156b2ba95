const BURST = 45;
const REFILL_MS = 6000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * WhatsApp's limit for one pair of business number and customer: a burst of 45, then one message per 6 s; over it 131056.
 * `take` returns false when the limit is hit. Time is an argument, in milliseconds.
 */
export function createPairRate(): { take(customerId: string, atMs: number): boolean } {
  const buckets = new Map<string, Bucket>();
  return {
    take: (customerId, atMs) => {
      const bucket = buckets.get(customerId) ?? { tokens: BURST, atMs };
      const tokens = Math.min(BURST, bucket.tokens + (atMs - bucket.atMs) / REFILL_MS);
      buckets.set(customerId, { tokens: tokens < 1 ? tokens : tokens - 1, atMs });
      return tokens >= 1;
    },
  };
}
