/** Who receives a handoff. Read at the moment of each handoff, never baked into a workflow. */
export type HandoffPolicy = { kind: 'fixed'; teammateId: string } | { kind: 'on_call' } | { kind: 'owner' };

export interface HandoffSettings {
  policy: HandoffPolicy;
  /** The owner's own reassurance, used instead of ours in every language; null for ours. `{teammate}` is replaced. */
  reassurance: string | null;
  /** Whether customers read a teammate's public first name before their words: `*Ana:* `. */
  opensWithName: boolean;
}

/** One person named for today; nobody once `until` has passed. */
export interface OnCall {
  teammateId: string | null;
  until: string | null;
}

export const DEFAULT_HANDOFF_SETTINGS: HandoffSettings = {
  policy: { kind: 'owner' },
  reassurance: null,
  opensWithName: true,
};
