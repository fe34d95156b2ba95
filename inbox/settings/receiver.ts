import type { HandoffSettings, OnCall } from '../../api/contract/settings';
import type { Teammate } from '../../api/contract/teammate';

type Policy = HandoffSettings['policy'];

export interface Receiver {
  /** Undefined while the team is not read. */
  teammate: Teammate | undefined;
  why: 'fixed' | 'on_call' | 'owner' | 'nobody_on_call' | 'fixed_left';
}

/** Who would receive a handoff at `now`; the API's own rule. */
export function receiverOf(policy: Policy, onCall: OnCall, teammates: readonly Teammate[], now: Date): Receiver {
  const lastResort = teammates.find(({ isLastResort }) => isLastResort);
  switch (policy.kind) {
    case 'fixed': {
      const fixed = teammates.find(({ id }) => id === policy.teammateId);
      return fixed === undefined ? { teammate: lastResort, why: 'fixed_left' } : { teammate: fixed, why: 'fixed' };
    }
    case 'on_call': {
      const named = onCallAt(onCall, teammates, now);
      return named === undefined
        ? { teammate: lastResort, why: 'nobody_on_call' }
        : { teammate: named, why: 'on_call' };
    }
    case 'owner':
      return { teammate: lastResort, why: 'owner' };
  }
}

/** Who is on call at `now`; nobody once `until` has passed. */
export function onCallAt(
  { teammateId, until }: OnCall,
  teammates: readonly Teammate[],
  now: Date,
): Teammate | undefined {
  if (until !== null && now.getTime() >= Date.parse(until)) return undefined;
  return teammates.find(({ id }) => id === teammateId);
}
