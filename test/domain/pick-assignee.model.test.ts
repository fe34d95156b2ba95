import fc from 'fast-check';
import type { HandoffPolicy, OnCall } from '../../domain/handoff-settings';
import { pickAssignee, pickNext, type Roster, type Teammate } from '../../domain/pick-assignee';

const id = fc.constantFrom('olivia', 'ben', 'cora', 'dana', 'nobody');
const teammate = fc.record({
  id,
  name: fc.string(),
  email: fc.string(),
  role: fc.constant('teammate' as const),
  active: fc.boolean(),
  publicName: fc.constant(null),
  language: fc.constant(null),
});
const owner: Teammate = {
  id: 'olivia',
  name: 'Olivia',
  email: 'o@example.com',
  role: 'owner',
  active: true,
  publicName: null,
  language: null,
};

const until = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const onCall: fc.Arbitrary<OnCall> = fc.record({ teammateId: fc.option(id), until });
const policy: fc.Arbitrary<HandoffPolicy> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), teammateId: id }),
  fc.constant({ kind: 'on_call' as const }),
  fc.constant({ kind: 'owner' as const }),
);
const roster: fc.Arbitrary<Roster> = fc.record({
  owner: fc.constant(owner),
  teammates: fc.array(teammate).map((others) => [owner, ...others.filter((other) => other.id !== owner.id)]),
  onCall,
});
const at = fc.date({ noInvalidDate: true });

test('whatever the settings say, a handoff gets an active teammate of the roster', () => {
  fc.assert(
    fc.property(policy, roster, at, (chosen, people, now) => {
      const assignee = pickAssignee(chosen, people, now);
      expect(assignee.active).toBe(true);
      expect(people.teammates).toContain(assignee);
    }),
    { numRuns: 1_000 },
  );
});

test('nobody but the owner gets a handoff that the settings do not give them', () => {
  fc.assert(
    fc.property(policy, roster, at, (chosen, people, now) => {
      const assignee = pickAssignee(chosen, people, now);
      const named =
        chosen.kind === 'fixed' ? chosen.teammateId : chosen.kind === 'on_call' ? people.onCall.teammateId : null;
      expect([named, owner.id]).toContain(assignee.id);
    }),
    { numRuns: 1_000 },
  );
});

test('after refused mails the next person is tried once each, the owner last, and then it ends', () => {
  fc.assert(
    fc.property(roster, at, (people, now) => {
      const tried = new Set<string>();
      for (;;) {
        const next = pickNext(people, tried, now);
        if (next === null) break;
        expect(tried.has(next.id)).toBe(false);
        expect(next.active).toBe(true);
        tried.add(next.id);
      }
      expect([...tried].at(-1)).toBe(owner.id);
    }),
    { numRuns: 1_000 },
  );
});
