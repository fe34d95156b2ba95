import type { HandoffPolicy, OnCall } from './handoff-settings';
import type { Language } from './language/languages';

export interface Teammate {
  id: string;
  name: string;
  email: string;
  role: 'owner' | 'teammate';
  active: boolean;
  /** In which they read; null when none was chosen. */
  language: Language | null;
  /** What customers are told; null for the first word of the name. */
  publicName: string | null;
}

/** Everybody who could receive a handoff now. */
export interface Roster {
  owner: Teammate;
  /** Active teammates, the owner included. */
  teammates: readonly Teammate[];
  onCall: OnCall;
}

/** Picks who receives a handoff. Falls back to the owner, so a handoff always has an assignee. */
export function pickAssignee(policy: HandoffPolicy, roster: Roster, at: Date): Teammate {
  return wanted(policy, roster, at) ?? roster.owner;
}

/**
 * Who is tried after somebody's handoff mail was refused: whoever is on call, then the owner; null when everybody has
 * been tried.
 */
export function pickNext(roster: Roster, tried: ReadonlySet<string>, at: Date): Teammate | null {
  const candidates = [wanted({ kind: 'on_call' }, roster, at), roster.owner];
  return candidates.find((candidate) => candidate !== null && !tried.has(candidate.id)) ?? null;
}

function wanted(policy: HandoffPolicy, roster: Roster, at: Date): Teammate | null {
  switch (policy.kind) {
    case 'fixed':
      return find(roster, policy.teammateId);
    case 'on_call':
      return isCurrent(roster.onCall, at) ? find(roster, roster.onCall.teammateId) : null;
    case 'owner':
      return roster.owner;
  }
}

function find(roster: Roster, id: string | null): Teammate | null {
  return roster.teammates.find((teammate) => teammate.id === id && teammate.active) ?? null;
}

function isCurrent({ until }: OnCall, at: Date): boolean {
  return until === null || at.getTime() < Date.parse(until);
}
