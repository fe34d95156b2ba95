import { createGate, type Gate } from '../../sandbox/faults/gate';

/** Before the other side hears of it, or after it has done it and before the caller hears. */
export type Moment = 'before' | 'after';

/** What stops one thing between two parts, until it is let go or its caller has died. */
export type Hold = Pick<Gate, 'untilHeld' | 'release'>;

/** Holds that wait for what they are for. */
export interface Holds<Subject> {
  add: (moment: Moment, wanted: (subject: Subject) => boolean) => Hold;
  /** Takes the first hold that wants this, once; null when there is none. */
  take: (subject: Subject) => { moment: Moment; pass: () => Promise<void> } | null;
}

export function createHolds<Subject>(): Holds<Subject> {
  const waiting: { moment: Moment; wanted: (subject: Subject) => boolean; gate: Gate }[] = [];
  return {
    add: (moment, wanted) => {
      const gate = createGate();
      waiting.push({ moment, wanted, gate });
      return gate;
    },
    take: (subject) => {
      const at = waiting.findIndex(({ wanted }) => wanted(subject));
      const [found] = at === -1 ? [] : waiting.splice(at, 1);
      return found === undefined ? null : { moment: found.moment, pass: found.gate.pass };
    },
  };
}
