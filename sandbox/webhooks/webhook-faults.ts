import { randomUUID } from 'node:crypto';
import { createGate, type Gate } from '../faults/gate';
import { seededRandom } from '../seeded-random';
import type { WebhookEvent } from './webhook-event';
import { type NewWebhookFaultRule, type WebhookFault, WebhookFaultRule } from './webhook-fault';

/** A webhook fault at work. `release()` lets go what is held, and posts an unfinished group as it is. */
export interface WebhookFaultHandle {
  id: string;
  rule: WebhookFaultRule;
  hits(): number;
  held(): number;
  untilHeld(count: number, timeoutMs?: number): Promise<void>;
  release(count?: number): void;
  remove(): void;
}

export interface WebhookFaults {
  add(rule: NewWebhookFaultRule): WebhookFaultHandle;
  list(): WebhookFaultHandle[];
  find(id: string): WebhookFaultHandle | undefined;
  clear(): void;
  seed(seed: number): void;
}

/** The fault an event met. Of a group only the event that completes it leads; it carries the others with it. */
export interface MetWebhookFault<Body> {
  fault: WebhookFault;
  gate: Gate;
  /** The group so far, this event last. */
  group: WebhookEvent<Body>[];
  /** For groups: true when this event completes it. */
  complete: boolean;
}

interface Rule<Body> {
  handle: WebhookFaultHandle;
  gate: Gate;
  left: number;
  group: WebhookEvent<Body>[];
  hits: number;
}

export interface WebhookFaultsForQueue<Body> extends WebhookFaults {
  meet(event: WebhookEvent<Body>): MetWebhookFault<Body> | null;
  /** Called with a group that `release()` or `clear()` breaks off. */
  onBrokenGroup(post: (group: WebhookEvent<Body>[], fault: WebhookFault) => void): void;
}

export function createWebhookFaults<Body>(seed = 1): WebhookFaultsForQueue<Body> {
  const rules: Rule<Body>[] = [];
  let random = seededRandom(seed);
  let postBroken: (group: WebhookEvent<Body>[], fault: WebhookFault) => void = () => undefined;

  const breakGroup = (rule: Rule<Body>) => {
    const group = rule.group.splice(0);
    if (group.length > 0) postBroken(group, rule.handle.rule.fault);
  };
  return {
    add: (input) => {
      const parsed = WebhookFaultRule.parse(input);
      const gate = createGate();
      const handle: WebhookFaultHandle = {
        id: randomUUID(),
        rule: parsed,
        hits: () => rule.hits,
        held: () => gate.held() + rule.group.length,
        untilHeld: gate.untilHeld,
        release: (count) => {
          gate.release(count);
          breakGroup(rule);
        },
        remove: () => {
          const at = rules.indexOf(rule);
          if (at >= 0) rules.splice(at, 1);
        },
      };
      const times = parsed.times === 'always' ? Infinity : (parsed.times ?? (parsed.probability < 1 ? Infinity : 1));
      const rule: Rule<Body> = { handle, gate, left: times, group: [], hits: 0 };
      rules.push(rule);
      return handle;
    },
    list: () => rules.map((rule) => rule.handle),
    find: (id) => rules.find((rule) => rule.handle.id === id)?.handle,
    clear: () => {
      for (const rule of rules.splice(0)) rule.handle.release();
    },
    seed: (next) => {
      random = seededRandom(next);
    },
    onBrokenGroup: (post) => {
      postBroken = post;
    },
    meet: (event) => {
      for (const rule of rules) {
        const { on, fault, probability, contains } = rule.handle.rule;
        if (rule.left <= 0 || (on !== '*' && on !== event.kind)) continue;
        if (contains !== undefined && !JSON.stringify(event.body).includes(contains)) continue;
        if (random() >= probability) continue;
        rule.hits += 1;
        const size = 'size' in fault ? fault.size : 1;
        rule.group.push(event);
        const complete = rule.group.length >= size;
        if (complete) rule.left -= 1;
        return { fault, gate: rule.gate, group: complete ? rule.group.splice(0) : [], complete };
      }
      return null;
    },
  };
}
