const FIRST_BACK_OFF_MS = 1_000;
const MOST_BACK_OFF_MS = 60_000;

/** An AI answer that WhatsApp provably refuses for this many attempts becomes a person's job. */
const AI_ATTEMPTS = 7;
/** A teammate's words and a reassurance are tried for as long as WhatsApp's window can be open. */
const PERSON_ATTEMPTS = 1_500;

/** Milliseconds until the next attempt: what WhatsApp asked for, else doubling up to a minute. */
export function backOffMs(attempts: number, askedMs: number): number {
  const doubled = FIRST_BACK_OFF_MS * 2 ** Math.min(attempts - 1, 10);
  return Math.max(askedMs, Math.min(doubled, MOST_BACK_OFF_MS));
}

const LEAST_REST_MS = 250;
const MOST_REST_MS = 1_000;

/**
 * Milliseconds until a claim whose widest moment passed before its request began is made again; `share` (0 to 1) is drawn at
 * random. At once it would most likely be too late again: many that try without rest are what keeps a busy machine busy.
 */
export function restMs(share: number): number {
  return Math.round(LEAST_REST_MS + share * (MOST_REST_MS - LEAST_REST_MS));
}

/** Whether a message that provably was not sent is tried no more. About a minute for the AI, a day for a person. */
export function givesUp({ author, purpose, attempts }: { author: string; purpose: string; attempts: number }): boolean {
  return attempts >= (author === 'ai' && purpose === 'reply' ? AI_ATTEMPTS : PERSON_ATTEMPTS);
}
