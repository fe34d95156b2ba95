import { performance } from 'node:perf_hooks';
import { atARate } from './at-a-rate';
import type { Installation } from './installation';
import { postWebhook } from './post-webhook';
import { countAnswers, imaginedAnswers, insertSentAnswers } from './sent-answers';
import { sideBySide } from './side-by-side';
import { textWebhook } from './webhook-body';
import { answersFor, FULL_RATE, readIn, webhookLoad, type Cast } from './webhook-load';

/** Lines on which customers post as fast as they are answered. */
const WIDTH = 8;

/** One of those that are compared: where it takes webhooks, and what they are about. */
export interface Side {
  url: string;
  appSecret: string;
  cast: Cast;
}

/** Baton: everybody has written before, and as many answers were sent as `posts` posts of the load are about. */
export async function sideOf(
  { url, appSecret, db }: Installation,
  people: readonly string[],
  posts: number,
): Promise<Side> {
  const side = { url: `${url}/webhooks/whatsapp`, appSecret, cast: { people, answers: [] } };
  await newcomersMs(side, people);
  return { ...side, cast: { people, answers: await insertSentAnswers(db, perPerson(people, posts)) } };
}

/** The baseline looks at no signature, person or answer. */
export function plainSide(url: string, people: readonly string[], posts: number): Side {
  return { url, appSecret: '', cast: { people, answers: imaginedAnswers(people, perPerson(people, posts)) } };
}

/** Posts `from` to `to` of the load; resolves with the milliseconds from the moment each was due to its 200. */
export function fullRateMs({ url, appSecret, cast }: Side, from: number, to: number): Promise<number[]> {
  return atARate(webhookLoad(appSecret, cast, from, to), FULL_RATE, (webhook) => postWebhook(url, webhook));
}

/** People write for the first time, as fast as they are answered; resolves with the milliseconds to each 200. */
export async function newcomersMs({ url, appSecret }: Side, people: readonly string[]): Promise<number[]> {
  const { results } = await sideBySide(people, WIDTH, async (waId) => {
    const webhook = textWebhook(appSecret, waId);
    const startMs = performance.now();
    await postWebhook(url, webhook);
    return performance.now() - startMs;
  });
  return results;
}

/** @throws unless the statuses in `posts` posts moved the answers on: one that is ignored is answered sooner. */
export async function verifyRead({ db }: Installation, posts: number): Promise<void> {
  const read = await countAnswers(db, 'read');
  if (read !== readIn(posts)) throw new Error(`${read} answers are read, not the ${readIn(posts)} that statuses said`);
}

function perPerson(people: readonly string[], posts: number): number {
  return Math.ceil(answersFor(posts) / people.length);
}
