import type { NewFaultRule } from '../../sandbox/faults/fault';
import { seededRandom } from '../../sandbox/seeded-random';
import type { NewWebhookFaultRule } from '../../sandbox/webhooks/webhook-fault';

export type Death = 'api' | 'worker' | 'temporal' | 'postgres';

/** One thing that goes wrong. */
export type Blow =
  | { kind: 'kill'; what: Death }
  /** A worker that stops as if its machine were suspended, and goes on later with clocks that jumped. */
  | { kind: 'freeze'; ms: number }
  | { kind: 'whatsapp' | 'resend'; rule: NewFaultRule }
  | { kind: 'webhook'; rule: NewWebhookFaultRule };

export interface PlannedBlow {
  /** After the one before it, or after its victim is up again. */
  afterMs: number;
  blow: Blow;
}

/** A seeded sequence of choices. */
interface Chance {
  between: (least: number, most: number) => number;
  pick: <Choice>(choices: readonly Choice[]) => Choice;
}

type NewBlow = (chance: Chance) => Blow;

const kill =
  (what: Death): NewBlow =>
  () => ({ kind: 'kill', what });

const freeze: NewBlow = ({ between }) => ({ kind: 'freeze', ms: between(500, 5_000) });

/** What every run begins with, in an order of its own: a short one has seen each death too. */
const EACH_DEATH = [kill('worker'), kill('api'), kill('temporal'), kill('postgres'), freeze];
export const LEAST_DEATHS = EACH_DEATH.length;

/** What dies often in production dies often here. */
const DEATHS = [...EACH_DEATH, kill('worker'), kill('worker'), kill('api')];

const FAULTS: readonly NewBlow[] = [
  ({ between, pick }) => ({
    kind: 'whatsapp',
    rule: { route: 'messages', fault: pick(WHATSAPP), times: between(1, 6) },
  }),
  ({ between, pick }) => ({ kind: 'resend', rule: { route: 'emails', fault: pick(RESEND), times: between(1, 4) } }),
  ({ between, pick }) => ({ kind: 'webhook', rule: { fault: pick(WEBHOOK), times: between(1, 6) } }),
];

/** Two endless series side by side: what dies, and what the providers do wrong. */
export interface ChaosPlan {
  deaths: Generator<PlannedBlow, never>;
  faults: Generator<PlannedBlow, never>;
}

/** The same seed makes the same plan. */
export function planChaos(seed: number): ChaosPlan {
  const random = seededRandom(seed);
  const first = shuffled(EACH_DEATH, random);
  const ofDeaths = chanceOf(random);
  // A sequence of its own: how far the other series has come changes nothing in this one.
  const ofFaults = chanceOf(seededRandom(seed + 1_000_000));
  return {
    deaths: series(ofDeaths, [1_000, 3_500], () => first.pop() ?? ofDeaths.pick(DEATHS)),
    faults: series(ofFaults, [500, 2_500], () => ofFaults.pick(FAULTS)),
  };
}

function* series(
  chance: Chance,
  [shortestGapMs, longestGapMs]: [number, number],
  next: () => NewBlow,
): Generator<PlannedBlow, never> {
  for (;;) yield { afterMs: chance.between(shortestGapMs, longestGapMs), blow: next()(chance) };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

function chanceOf(random: () => number): Chance {
  return {
    between: (least, most) => least + Math.floor(random() * (most - least)),
    pick: (choices) => {
      const choice = choices[Math.floor(random() * choices.length)];
      if (choice === undefined) throw new Error('nothing to choose from');
      return choice;
    },
  };
}

const WHATSAPP: readonly NewFaultRule['fault'][] = [
  { kind: 'latency', ms: 900 },
  { kind: 'hang', when: 'before' },
  { kind: 'hang', when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'html', status: 503 },
  { kind: 'html', status: 502, when: 'after' },
  { kind: 'provider_error', code: 131000 },
  { kind: 'provider_error', code: 130429 },
  { kind: 'half_body' },
  { kind: 'wrong_json' },
  { kind: 'fails_later' },
];

const RESEND: readonly NewFaultRule['fault'][] = [
  { kind: 'hang', when: 'after' },
  { kind: 'reset', when: 'after' },
  { kind: 'html', status: 503 },
  { kind: 'provider_error', code: 'rate_limit_exceeded' },
  { kind: 'half_body' },
];

const WEBHOOK: readonly NewWebhookFaultRule['fault'][] = [
  { kind: 'duplicate', copies: 4 },
  { kind: 'delay', ms: 1_500 },
  { kind: 'bad_signature' },
  { kind: 'reorder', size: 3 },
  { kind: 'batch', size: 3 },
];
