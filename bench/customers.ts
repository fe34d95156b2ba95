import { performance } from 'node:perf_hooks';
import type { Installation } from './installation';

/** What customers say when the line itself is measured: the AI answers, needs no article, and never hands off. */
const GREETINGS = ['hello', 'good morning', 'hi there', 'good evening'];

/** Longer than any answer on a machine that works at all. */
const ANSWER_DEADLINE_MS = 60_000;

export interface Customers {
  /** Sends a customer's greeting; resolves with the milliseconds until the AI's reply arrived at WhatsApp. */
  greet: (waId: string) => Promise<number>;
  /** Sends any text; resolves when the next message to this customer has arrived at WhatsApp. */
  say: (waId: string, text: string) => Promise<number>;
  close: () => void;
}

/** Customers at their phones. One message at a time each: the answer to it is the next that arrives for them. */
export function createCustomers({ whatsapp }: Installation): Customers {
  const waiting = new Map<string, () => void>();
  let greeted = 0;
  const close = whatsapp.log.follow((entry) => {
    if (entry.kind === 'arrival' && entry.route === 'messages' && entry.to !== null) waiting.get(entry.to)?.();
  });
  const say = (waId: string, text: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const startMs = performance.now();
      const deadline = setTimeout(
        () => reject(new Error(`"${text}" was not answered within ${ANSWER_DEADLINE_MS} ms`)),
        ANSWER_DEADLINE_MS,
      );
      waiting.set(waId, () => {
        clearTimeout(deadline);
        waiting.delete(waId);
        resolve(performance.now() - startMs);
      });
      whatsapp.simulate.text({ waId }, text);
    });
  return {
    say,
    greet: (waId) => say(waId, GREETINGS[greeted++ % GREETINGS.length] ?? 'hello'),
    close,
  };
}

/** WhatsApp ids of `count` customers, from the `first` on. */
export function customerIds(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, index) => `3519${String(first + index).padStart(8, '0')}`);
}
