import { randomUUID } from 'node:crypto';
import type { Arrival } from '../log-entry';
import { seededRandom } from '../seeded-random';
import { type Fault, FaultRule, type NewFaultRule } from './fault';
import { createGate, type Gate } from './gate';

/** A fault at work. */
export interface FaultHandle {
  id: string;
  rule: FaultRule;
  /** How many requests it has met. */
  hits(): number;
  /** How many requests it holds now (kind `hold`). */
  held(): number;
  /** Resolves once it has held `count` requests in total. @throws after `timeoutMs` (10 s). */
  untilHeld(count: number, timeoutMs?: number): Promise<void>;
  /** Lets the oldest `count` held requests go; without a count all of them, and those to come. */
  release(count?: number): void;
  /** Meets no further request; those held stay held until released. */
  remove(): void;
}

/** A fault that met one request, with the gate that holds it. */
export interface Met {
  fault: Fault;
  gate: Gate;
}

export interface Faults {
  /** The rules are tried in the order added: every matching latency applies, of the others only the first. */
  add(rule: NewFaultRule, matches?: (arrival: Arrival) => boolean): FaultHandle;
  list(): FaultHandle[];
  find(id: string): FaultHandle | undefined;
  /** Removes every rule and releases what is held. */
  clear(): void;
  /** Restarts the sequence behind `probability`. */
  seed(seed: number): void;
}

interface Rule {
  handle: FaultHandle;
  gate: Gate;
  left: number;
  matches: (arrival: Arrival) => boolean;
  hit(): void;
}

export interface FaultsForServer extends Faults {
  /** The faults this request meets; counts them as used. */
  meet(arrival: Arrival): Met[];
}

export function createFaults(seed = 1): FaultsForServer {
  const rules: Rule[] = [];
  let random = seededRandom(seed);

  const remove = (rule: Rule) => {
    const at = rules.indexOf(rule);
    if (at >= 0) rules.splice(at, 1);
  };
  return {
    add: (input, matches = () => true) => {
      const parsed = FaultRule.parse(input);
      const gate = createGate();
      let hits = 0;
      const rule: Rule = {
        gate,
        matches,
        left: timesOf(parsed),
        hit: () => void (hits += 1),
        handle: {
          id: randomUUID(),
          rule: parsed,
          hits: () => hits,
          held: gate.held,
          untilHeld: gate.untilHeld,
          release: gate.release,
          remove: () => remove(rule),
        },
      };
      rules.push(rule);
      return rule.handle;
    },
    list: () => rules.map((rule) => rule.handle),
    find: (id) => rules.find((rule) => rule.handle.id === id)?.handle,
    clear: () => {
      for (const rule of rules.splice(0)) rule.gate.release();
    },
    seed: (next) => {
      random = seededRandom(next);
    },
    meet: (arrival) => {
      const met: Met[] = [];
      let decided = false;
      for (const rule of rules) {
        const { fault } = rule.handle.rule;
        const onlyLate = fault.kind === 'latency';
        if (rule.left <= 0 || (decided && !onlyLate) || !isMet(rule, arrival)) continue;
        if (random() >= rule.handle.rule.probability) continue;
        rule.left -= 1;
        rule.hit();
        met.push({ fault, gate: rule.gate });
        decided ||= !onlyLate;
      }
      return met;
    },
  };
}

function timesOf(rule: FaultRule): number {
  if (rule.times === 'always') return Infinity;
  return rule.times ?? (rule.probability < 1 ? Infinity : 1);
}

function isMet({ handle: { rule }, matches }: Rule, arrival: Arrival): boolean {
  return (
    (rule.route === '*' || rule.route === arrival.route) &&
    (rule.to === undefined || rule.to === arrival.to) &&
    (rule.key === undefined || rule.key === arrival.key) &&
    (rule.contains === undefined || arrival.rawBody.includes(rule.contains)) &&
    matches(arrival)
  );
}
