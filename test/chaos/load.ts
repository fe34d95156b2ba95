import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../sandbox/seeded-random';
import { createApiClient, type ApiAnswer } from '../support/api-client';
import type { Baton } from '../support/baton';
import { newCustomer } from '../support/customer';

/** From the 200 of a teammate's reply or takeover until they asked for the resolve: the AI must not begin to speak in it. */
export interface HumanStretch {
  conversationId: string;
  fromNs: bigint;
  untilNs: bigint;
}

/** What was done to the product, for the oracles. */
export interface Done {
  /** How many messages customers wrote. */
  written: number;
  stretches: HumanStretch[];
  /** Replies that were answered 200, by the id the client made. */
  replies: string[];
}

const SAYINGS = [
  'hello',
  'good morning',
  'how long does delivery take?',
  'how do I return a lamp?',
  'which bulb fits my lamp?',
  'my lamp flickers',
  'thanks!',
  'can I talk to a person please?',
];

const MESSAGES_PER_CUSTOMER = 12;
/** Enough for what customers hand over: a queue that only grows is another test. */
const TEAMMATES = 5;

interface LoadOptions {
  baton: Pick<Baton, 'whatsapp'>;
  url: string;
  key: string;
  seed: number;
  customers: number;
  signal: AbortSignal;
}

/** Customers who write, and teammates who take over, answer and resolve, until `signal`; what they do goes into `done`. */
export async function load(options: LoadOptions, done: Done): Promise<void> {
  setMaxListeners(0, options.signal);
  const seedOf = (index: number) => options.seed * 1_000 + index;
  const taken = new Set<string>();
  await Promise.all([
    ...Array.from({ length: options.customers }, (_, index) => writeOn(options, done, seedOf(index))),
    ...Array.from({ length: TEAMMATES }, (_, index) =>
      answerOn(options, done, seedOf(options.customers + index), taken),
    ),
  ]);
}

async function writeOn({ baton, signal }: LoadOptions, done: Done, seed: number): Promise<void> {
  const random = seededRandom(seed);
  let who = newCustomer();
  for (let said = 1; !signal.aborted; said++) {
    await pause(200 + random() * 2_000, signal);
    if (said % MESSAGES_PER_CUSTOMER === 0) who = newCustomer();
    baton.whatsapp.simulate.text(who, SAYINGS[Math.floor(random() * SAYINGS.length)] ?? 'hello');
    done.written++;
  }
}

/** One teammate; `taken` are the conversations that another one is in, because a resolve ends everybody's stretch. */
async function answerOn(options: LoadOptions, done: Done, seed: number, taken: Set<string>): Promise<void> {
  const { url, key, signal } = options;
  const random = seededRandom(seed);
  const api = createApiClient(url, key);
  const insist = (call: () => Promise<ApiAnswer>) => insistOn(call, signal);
  while (!signal.aborted) {
    await pause(100 + random() * 400, signal);
    const filter = random() < 0.3 ? 'ai' : 'waiting';
    const found = (await insist(() => api.get(`/api/conversations?filter=${filter}`)))?.body.items ?? [];
    const free = found.map(({ id }) => String(id)).filter((id) => !taken.has(id));
    const conversationId = free[Math.floor(random() * free.length)];
    if (conversationId === undefined) continue;
    taken.add(conversationId);
    const command = async (verb: string, body: Record<string, unknown> = {}, clientId = randomUUID()) => {
      const path = `/api/conversations/${conversationId}/${verb}`;
      return (await insist(() => api.send('POST', path, { clientId, ...body })))?.status === 200;
    };
    const reply = async () => {
      const clientId = randomUUID();
      const isStored = await command('messages', { text: 'I am looking into it.' }, clientId);
      if (isStored) done.replies.push(clientId);
      return isStored;
    };
    if (await (filter === 'ai' ? command('take-over') : reply())) {
      const fromNs = process.hrtime.bigint();
      await pause(200 + random() * 1_500, signal);
      if (filter === 'ai') await reply();
      done.stretches.push({ conversationId, fromNs, untilNs: process.hrtime.bigint() });
      await command('resolve', { outcome: 'answered' });
    }
    taken.delete(conversationId);
  }
}

/** The same request again until there is an answer that is one: the api may be dead, or its database. */
async function insistOn(call: () => Promise<ApiAnswer>, signal: AbortSignal): Promise<ApiAnswer | null> {
  while (!signal.aborted) {
    try {
      const answer = await call();
      if (answer.status < 500) return answer;
    } catch {
      // nobody there
    }
    await pause(150, signal);
  }
  return null;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
